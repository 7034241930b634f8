using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Sources;

/// <summary>
/// Watches a sweep in its store: twice a second it looks for runs that have ended and for epochs of those in training. What a run did between
/// two looks is told in order; that it started is told late where it had ended by then.
/// </summary>
internal sealed class StoreWatch
{
    private static readonly string RunCompleted = SweepEventNames.NameOf<SweepEvent.RunCompleted>();
    private static readonly string RunFailed = SweepEventNames.NameOf<SweepEvent.RunFailed>();

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestFailure = TimeSpan.FromSeconds(60);

    private readonly ResultsStore store;
    private readonly SweepId sweep;
    private readonly Objective objective;
    private readonly IProgressDisplay display;
    private readonly QuietNotes notes;
    private readonly TimeProvider clock;
    private readonly int epochsPerRun;

    // Of what was shown: the last epoch of each run, the greatest number of one that has ended; and the last line of the history.
    private readonly Dictionary<int, (int Attempt, int Epoch)> shown = [];
    private long lastEvent;
    private BestRun? best;
    private long epochsTrained;

    // What the one who works on the sweep said last, by a clock that may be wrong; when that was found here to be new, or the watch began.
    private DateTimeOffset? said;
    private long heard;
    private bool isAtWork;

    public StoreWatch(ResultsStore store, SweepRow row, IProgressDisplay display, Action<string> note, TimeProvider clock)
    {
        (this.store, sweep, objective, this.display, notes, this.clock) = (store, row.Id, row.Objective, display, new QuietNotes(note), clock);
        var grid = Grid.From(GridDefinitionJson.Read(row.Definition));
        epochsPerRun = grid.Count > 0 ? grid.At(sweep, 0).Epochs : 0;
        best = store.FindBest(sweep, objective);
        (lastEvent, heard) = (store.LastEvent(sweep), clock.GetTimestamp());
        if (store.FindProgress(sweep) is { } progress)
        {
            said = progress.Updated;
            foreach (var run in ProgressJson.Read(progress).Shown)
            {
                shown[run.Run.Index] = (run.Attempt, run.Epoch);
            }
        }
    }

    /// <returns>How it ended.</returns>
    /// <exception cref="StoreException">The store cannot be read for a minute.</exception>
    public async Task<SweepStatus> RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Period, clock);
        var lastRead = clock.GetTimestamp();
        do
        {
            try
            {
                if (Look() is { } ended)
                {
                    return ended;
                }

                lastRead = clock.GetTimestamp();
            }
            catch (StoreException away) when (clock.GetElapsedTime(lastRead) < LongestFailure)
            {
                notes.Say(away.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));

        throw new OperationCanceledException(cancellation);
    }

    private SweepStatus? Look()
    {
        // The row first: what it tells of is in the other tables when they are read.
        var row = store.FindSweep(sweep)!;
        var training = Training();
        var running = training?.Shown ?? [];
        foreach (var run in running)
        {
            Follow(run);
        }

        foreach (var (number, happened) in store.EventsAfter(sweep, lastEvent))
        {
            lastEvent = number;
            Tell(happened);
        }

        if (row is { Phase: SweepPhase.Completed or SweepPhase.Cancelled, Digest: { } digest })
        {
            return Status(row, null) with { Digest = digest };
        }

        Listen(row);
        var left = Math.Max(0, ((long)row.Counts.Waiting * epochsPerRun) - running.Sum(run => run.Epoch));
        display.Show(new SweepProgress(Status(row, training), running, epochsTrained, left));
        return null;
    }

    private void Follow(RunProgress run)
    {
        var index = run.Run.Index;
        if (!shown.TryGetValue(index, out var last) || last.Attempt != run.Attempt)
        {
            display.Show(new RunEvent.Started(run.Run, run.Attempt, run.Slot, run.Cell));
            shown[index] = last = (run.Attempt, last.Epoch);
        }

        if (run.Epoch > last.Epoch)
        {
            shown[index] = (run.Attempt, TellEpochs(index, last.Epoch, run.Epochs));
        }
    }

    private void Tell(EventRow happened)
    {
        if (happened is not { Run: { } index, Attempt: { } attempt })
        {
            return;
        }

        var run = new RunId(sweep, index);
        if (happened.Kind == RunCompleted && store.FindResult(run) is { } result)
        {
            TellEpochs(index, shown.GetValueOrDefault(index).Epoch, result.Epochs);
            shown[index] = (attempt, int.MaxValue);
            Compare(result);
            display.Show(new RunEvent.Completed(run, attempt, result.Epochs, result.Seconds, result.Metrics));
        }
        else if (happened.Kind == RunFailed)
        {
            var (kind, error) = Reason(happened.Text);
            var isFinal = store.FindResult(run) is not null;
            display.Show(new RunEvent.Failed(run, attempt, kind, error, isFinal));
            if (isFinal)
            {
                shown[index] = (attempt, int.MaxValue);
            }
        }
    }

    /// <returns>The last epoch.</returns>
    private int TellEpochs(int run, int after, int epochs)
    {
        foreach (var row in store.Epochs(sweep, run).Where(row => row.Metrics.Epoch > after))
        {
            display.Show(new RunEvent.EpochEnded(row.Run, row.Attempt, epochs, row.Metrics));
            (after, epochsTrained) = (row.Metrics.Epoch, epochsTrained + 1);
        }

        return after;
    }

    // As the history says it: "Crashed: why".
    private static (FailureKind Kind, string Error) Reason(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && Enum.TryParse<FailureKind>(text[..colon], out var kind) ? (kind, text[(colon + 2)..]) : (FailureKind.Crashed, text);
    }

    private void Compare(ResultRow result)
    {
        if (result.Metrics[objective.Metric] is { } value && !double.IsNaN(value) && (best is null || objective.IsBetter(value, best.Value)))
        {
            best = new BestRun(result.Run, objective.Metric, value);
        }
    }

    private void Listen(SweepRow row)
    {
        if (row.Phase == SweepPhase.Active && IsSilent)
        {
            notes.Say($"nobody seems to work on {sweep} now; `sweep resume {sweep}` goes on with it, or a coordinator does");
        }
        else
        {
            notes.IsWell();
        }
    }

    private SweepStatus Status(SweepRow row, RunsInTraining? training) =>
        new(sweep, row.Name, row.Phase, training?.Among(row.Counts) ?? row.Counts, best, null);

    private bool IsSilent => clock.GetElapsedTime(heard) > RunsInTraining.Lasting;

    /// <summary>The runs in training, as far as somebody was heard to train.</summary>
    private RunsInTraining? Training()
    {
        if (store.FindProgress(sweep) is not { } progress)
        {
            return null;
        }

        if (progress.Updated != said)
        {
            (said, heard, isAtWork) = (progress.Updated, clock.GetTimestamp(), true);
        }

        return isAtWork && !IsSilent ? ProgressJson.Read(progress) : null;
    }
}
