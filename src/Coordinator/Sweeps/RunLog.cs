using Akka.Event;
using Sweep.Messages.Progress;

namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// Writes what happens to runs into the log, once, however many watch. Each line carries sweep, run and attempt, and those that know one
/// the epoch.
/// </summary>
internal static class RunLog
{
    public static void Write(ILoggingAdapter log, RunEvent happened)
    {
        var (sweep, run, attempt) = (happened.Run.Sweep, happened.Run.Index, happened.Attempt);
        switch (happened)
        {
            case RunEvent.Started started:
                log.Info("Sweep {Sweep} run {Run} attempt {Attempt} starts in {Slot}: {Cell}", sweep, run, attempt, started.Slot, started.Cell.ToString());
                break;
            case RunEvent.EpochEnded { Metrics: var epoch } ended:
                // Akka.NET's loggers take six values at most.
                log.Debug(
                    "Sweep {Sweep} run {Run} attempt {Attempt} epoch {Epoch} of {Epochs} took {Figures}",
                    sweep,
                    run,
                    attempt,
                    epoch.Epoch,
                    ended.Epochs,
                    $"{Math.Round(epoch.Seconds, 3)} s: {epoch.Metrics}");
                break;
            case RunEvent.Completed completed:
                log.Info(
                    "Sweep {Sweep} run {Run} attempt {Attempt} completed with epoch {Epoch} after {Seconds} s of training: {Metrics}",
                    sweep,
                    run,
                    attempt,
                    completed.Epochs,
                    Math.Round(completed.Seconds, 3),
                    completed.Metrics.ToString());
                break;
            case RunEvent.Failed failed:
                log.Warning(
                    "Sweep {Sweep} run {Run} attempt {Attempt} failed ({Failure}), {Then}: {Error}",
                    sweep,
                    run,
                    attempt,
                    failed.Kind,
                    failed.IsFinal ? "for good" : "and is tried again",
                    failed.Error);
                break;
            case RunEvent.Interrupted interrupted:
                log.Info(
                    "Sweep {Sweep} run {Run} attempt {Attempt} stopped, its checkpoint is of epoch {Epoch}", sweep, run, attempt, interrupted.CheckpointEpoch);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened, "Unknown event of a run.");
        }
    }
}
