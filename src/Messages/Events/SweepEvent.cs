using System.Collections.Immutable;
using Sweep.Messages.Runs;

namespace Sweep.Messages.Events;

/// <summary>
/// What happened to one sweep and cannot be derived: this is all that its journal holds. Assignments are not in it, they are leases in
/// memory. Each case has a stored name (<see cref="SweepEventNames"/>) that never changes; new fields are optional.
/// </summary>
public abstract record SweepEvent
{
    private SweepEvent() { }

    /// <summary>The sweep exists from here on.</summary>
    /// <param name="Definition">The grid with everything resolved, as canonical JSON: a resumed sweep is expanded from it and from nothing else.</param>
    /// <param name="StudyText">The study file as it was, for people.</param>
    /// <param name="Fresh">Results and checkpoints of other sweeps are not used.</param>
    public sealed record SweepSubmitted(SweepId Sweep, string Name, string Definition, string StudyText, bool Fresh, DateTimeOffset At) : SweepEvent;

    /// <summary>Cells whose result another sweep of this store already has.</summary>
    public sealed record RunsReused(ImmutableArray<ReusedRun> Runs, DateTimeOffset At) : SweepEvent;

    /// <summary>The one accepted result of a run.</summary>
    public sealed record RunCompleted(
        int Run, int Attempt, MetricSet Metrics, int Epochs, double Seconds, int Attempts, string Node, string Kind, DateTimeOffset At) : SweepEvent;

    /// <summary>An attempt failed by itself. When <paramref name="Final"/>, the run has failed; else it waits for its next attempt.</summary>
    public sealed record RunFailed(int Run, int Attempt, FailureKind Failure, string Error, bool Final, string Node, DateTimeOffset At) : SweepEvent;

    /// <summary>No more runs are started; running ones were asked to stop at a checkpoint.</summary>
    public sealed record SweepPaused(string Reason, DateTimeOffset At) : SweepEvent;

    /// <summary>A paused sweep goes on.</summary>
    public sealed record SweepResumed(DateTimeOffset At) : SweepEvent;

    /// <summary>Every run that had not ended is cancelled.</summary>
    public sealed record SweepCancelled(DateTimeOffset At) : SweepEvent;

    /// <summary>Every run has ended. Final.</summary>
    public sealed record SweepEnded(DateTimeOffset At) : SweepEvent;
}

/// <summary>One cell that took over the result of another sweep's run with the same key.</summary>
public sealed record ReusedRun(
    int Run, SweepId SourceSweep, int SourceRun, MetricSet Metrics, int Epochs, double Seconds, int Attempts, string Node, string Kind);
