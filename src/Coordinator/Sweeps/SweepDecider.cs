using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>Decides what a command means for a sweep in a given state. Pure: the time comes with the command, the answer is events.</summary>
public static class SweepDecider
{
    /// <summary>What becomes of a report that an attempt has ended.</summary>
    /// <param name="admitted">Whether the reporter holds the lease, or nobody does.</param>
    public static EndDecision End(SweepState state, RetryPolicy retries, RunReport.Ended report, bool admitted, NodeId node, string kind, DateTimeOffset now)
    {
        var run = report.Run.Index;
        if (run < 0 || run >= state.Total)
        {
            return new EndDecision(EndVerdict.Unknown);
        }

        if (state[run] != RunState.Waiting)
        {
            return new EndDecision(EndVerdict.Late);
        }

        // A node says it again until it hears that it is stored, to the next coordinator too: an attempt fails once.
        if (!admitted || (report.Outcome is RunOutcome.Failed && report.Attempt <= state.FailedAttemptOf(run)))
        {
            return new EndDecision(EndVerdict.Stale);
        }

        return report.Outcome switch
        {
            RunOutcome.Completed done => new EndDecision(
                EndVerdict.Accepted,
                new SweepEvent.RunCompleted(run, report.Attempt, done.Metrics, done.Epochs, done.Seconds, done.Attempts, node.Name, kind, now)),
            RunOutcome.Failed failed when failed.Kind is FailureKind.Preempted or FailureKind.NodeLost => new EndDecision(EndVerdict.Returned),
            RunOutcome.Failed failed => new EndDecision(
                EndVerdict.Accepted,
                new SweepEvent.RunFailed(
                    run, report.Attempt, failed.Kind, failed.Error, retries.IsFinal(failed.Kind, state.FailuresOf(run, failed.Kind)), node.Name, now)),
            RunOutcome.Interrupted => new EndDecision(EndVerdict.Returned),
            _ => throw new ArgumentOutOfRangeException(nameof(report), report.Outcome, "Unknown outcome of a run."),
        };
    }

    /// <summary>What becomes of a run whose node is lost; null where it waits for the next one.</summary>
    /// <param name="losses">How often in a row that has happened, see <see cref="LossStreaks"/>.</param>
    public static SweepEvent.RunFailed? Lose(RetryPolicy retries, Lease lease, int losses, DateTimeOffset now) =>
        retries.IsFinal(FailureKind.NodeLost, losses - 1)
            ? new SweepEvent.RunFailed(
                lease.Run.Index,
                lease.Attempt,
                FailureKind.NodeLost,
                $"{losses} nodes in a row were lost while they trained it, {lease.Slot.Node.Name} the last of them, without a new epoch in between: it may take "
                    + "more memory than they have. Give it more room, by fewer slots on each node or a smaller model, and start the sweep again.",
                Final: true,
                lease.Slot.Node.Name,
                now)
            : null;

    /// <summary>What took an attempt from its run without fault of the run; null where somebody stopped the sweep, or the run failed by itself.</summary>
    public static (FailureKind Kind, string Reason)? CauseOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Interrupted { DrainReason: { } reason } => (FailureKind.Preempted, reason),
        RunOutcome.Failed { Kind: FailureKind.Preempted or FailureKind.NodeLost } failed => (failed.Kind, failed.Error),
        _ => null,
    };

    /// <summary>
    /// Runs that wait for one that failed for good fail with it: they could never begin. Theirs is attempt 0, of no node.
    /// </summary>
    /// <param name="candidates">The runs to look at.</param>
    public static IEnumerable<SweepEvent> FailOrphans(SweepState state, Dependencies dependencies, IEnumerable<int> candidates, DateTimeOffset now) =>
        from run in candidates
        where state[run] == RunState.Waiting && dependencies.NeededBy(run) is { } needed && state[needed] == RunState.Failed
        select new SweepEvent.RunFailed(
            run,
            Attempt: 0,
            FailureKind.BadConfig,
            $"It takes the encoder of run {new RunId(state.Id, dependencies.NeededBy(run)!.Value)}, which failed: mend that one and start the sweep again.",
            Final: true,
            Node: "",
            now);

    /// <summary>The event that follows when nothing is left to do; null when something is.</summary>
    public static SweepEvent? Close(SweepState state, DateTimeOffset now) =>
        !state.Ended && state.Open == 0 ? new SweepEvent.SweepEnded(now) : null;

    /// <summary>Null when the sweep is paused already or has ended.</summary>
    public static SweepEvent? Pause(SweepState state, string reason, DateTimeOffset now) =>
        state.Phase == SweepPhase.Active ? new SweepEvent.SweepPaused(reason, now) : null;

    /// <summary>Null when the sweep is not paused.</summary>
    public static SweepEvent? Resume(SweepState state, DateTimeOffset now) =>
        state.Phase == SweepPhase.Paused ? new SweepEvent.SweepResumed(now) : null;

    /// <summary>Null when the sweep has ended.</summary>
    public static SweepEvent? Cancel(SweepState state, DateTimeOffset now) =>
        state.Ended ? null : new SweepEvent.SweepCancelled(now);
}

/// <param name="Event">To be persisted; null when nothing is.</param>
public sealed record EndDecision(EndVerdict Verdict, SweepEvent? Event = null);

public enum EndVerdict
{
    /// <summary>It counts, and is persisted.</summary>
    Accepted,

    /// <summary>The run was stopped without fault of its own and waits again.</summary>
    Returned,

    /// <summary>Another attempt holds the lease, or this one has failed before: dropped.</summary>
    Stale,

    /// <summary>The run has ended before: compared with the accepted result, logged and dropped.</summary>
    Late,

    /// <summary>The sweep has no such run: dropped.</summary>
    Unknown,
}
