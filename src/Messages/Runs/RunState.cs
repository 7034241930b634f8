namespace Sweep.Messages.Runs;

/// <summary>Where a run stands. The numbers are stored: never reuse one.</summary>
public enum RunState
{
    /// <summary>Nothing runs it. Left when a slot is given to it, when a result is reused, or when its sweep is cancelled.</summary>
    Waiting = 0,

    /// <summary>A node holds its lease and trains it. Left by completion, failure, loss of the node, or cancellation.</summary>
    Running = 1,

    /// <summary>Has its one accepted result. Final.</summary>
    Completed = 2,

    /// <summary>Failed by itself as often as the study allows, or diverged. Final.</summary>
    Failed = 3,

    /// <summary>Its sweep was cancelled before it ended. Final.</summary>
    Cancelled = 4,
}
