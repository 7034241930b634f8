using Sweep.Messages.Runs;

namespace Sweep.Messages.Protocol;

// The conversation between a user's command and the coordinator.
//
// SubmitSweep and ContinueSweep are answered with SweepAccepted or SweepRejected, and make the sender a watcher. PauseSweep, ResumeSweep and
// CancelSweep are answered with RequestDone or SweepRejected. WatchSweep makes the sender a watcher: it gets every RunEvent and a SweepProgress now
// and then, the last one when the sweep has ended; it ends with the watcher's own end.

/// <param name="Study">The study's name: part of the sweep's id.</param>
/// <param name="Definition">The resolved grid as canonical JSON.</param>
/// <param name="StudyText">The study file as it was, for people.</param>
/// <param name="Fresh">Use no results and checkpoints of other sweeps.</param>
/// <param name="Priority">
/// Of sweeps that wait for slots, that of the highest priority gets the next one. Null for 0, or for what an interrupted sweep has already.
/// </param>
public sealed record SubmitSweep(string Study, string Definition, string StudyText, bool Fresh, int? Priority = null)
{
    /// <summary>The lowest is as far below 0.</summary>
    public const int HighestPriority = 1000;
}

/// <summary>Go on with an interrupted or paused sweep.</summary>
public sealed record ContinueSweep(SweepId Sweep);

/// <param name="Resumed">An interrupted sweep of the same definition goes on.</param>
/// <param name="Reused">Cells whose result was there already.</param>
public sealed record SweepAccepted(SweepId Sweep, bool Resumed, int Total, int Reused);

public sealed record SweepRejected(string Reason);

public sealed record PauseSweep(SweepId Sweep);

public sealed record ResumeSweep(SweepId Sweep);

public sealed record CancelSweep(SweepId Sweep);

/// <summary>A pause, resume or cancel took effect.</summary>
public sealed record RequestDone(SweepId Sweep, string Outcome);

public sealed record WatchSweep(SweepId Sweep);
