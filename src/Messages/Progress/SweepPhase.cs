namespace Sweep.Messages.Progress;

/// <summary>Where a sweep stands. The numbers are stored: never reuse one.</summary>
public enum SweepPhase
{
    /// <summary>Has runs to do. No process need be working on it: an interrupted sweep is one, until it is resumed.</summary>
    Active = 0,

    /// <summary>Hands out no runs until resumed, because someone asked for that or a disk is full.</summary>
    Paused = 1,

    /// <summary>All runs have ended. Final, unless the sweep is run afresh.</summary>
    Completed = 2,

    /// <summary>Someone cancelled it; runs that had not ended are cancelled. Final.</summary>
    Cancelled = 3,
}
