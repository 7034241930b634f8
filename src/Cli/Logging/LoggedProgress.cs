using Serilog;
using Sweep.Cli.Display;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Logging;

/// <summary>Writes what happens to runs into the log before it is shown; each line carries sweep, run, attempt and epoch.</summary>
public sealed class LoggedProgress(ILogger log, IProgressDisplay display) : IProgressDisplay
{
    public void Show(RunEvent happened)
    {
        var run = log.ForContext("Sweep", happened.Run.Sweep.Value).ForContext("Run", happened.Run.Index).ForContext("Attempt", happened.Attempt);
        switch (happened)
        {
            case RunEvent.Started started:
                run.ForContext("Epoch", 0).Information("Run started on {Slot}: {Cell}", started.Slot.ToString(), started.Cell.ToString());
                break;
            case RunEvent.EpochEnded { Metrics: var epoch } ended:
                run.ForContext("Epoch", epoch.Epoch)
                    .Debug(
                        "Epoch {Epoch} of {Epochs} ended: {Metrics} in {Seconds} s",
                        epoch.Epoch,
                        ended.Epochs,
                        Words.Figures(epoch.Metrics),
                        Math.Round(epoch.Seconds, 3));
                break;
            case RunEvent.Completed completed:
                run.ForContext("Epoch", completed.Epochs)
                    .Information(
                        "Run completed: {Epochs} epochs in {Seconds} s, {Metrics}",
                        completed.Epochs,
                        Math.Round(completed.Seconds, 3),
                        Words.Figures(completed.Metrics));
                break;
            case RunEvent.Failed failed:
                run.Information("Run failed ({Kind}), tried again: {Retried}: {Error}", Words.Reason(failed.Kind), !failed.IsFinal, failed.Error);
                break;
            case RunEvent.Interrupted interrupted:
                run.ForContext("Epoch", interrupted.CheckpointEpoch).Information("Run interrupted after epoch {Epoch}", interrupted.CheckpointEpoch);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened, "Unknown event of a run.");
        }

        display.Show(happened);
    }

    public void Show(SweepProgress now) => display.Show(now);
}
