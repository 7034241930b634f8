namespace Sweep.Messages.Sweeps;

/// <summary>Where a sweep stands. The numbers are stored: never reuse one.</summary>
public enum SweepStatus
{
    /// <summary>Its runs are given to free slots. Left by completion of all runs, by a user, or when the store is full.</summary>
    Running = 0,

    /// <summary>Nothing new is started until someone resumes it.</summary>
    Paused = 1,

    /// <summary>Every run has ended, none was cancelled. Final.</summary>
    Completed = 2,

    /// <summary>Ended on request with runs that had not. Final.</summary>
    Cancelled = 3,
}
