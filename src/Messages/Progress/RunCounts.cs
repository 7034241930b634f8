using Sweep.Messages.Runs;

namespace Sweep.Messages.Progress;

/// <summary>How many runs of a sweep stand where.</summary>
public sealed record RunCounts(int Waiting = 0, int Running = 0, int Completed = 0, int Failed = 0, int Cancelled = 0)
{
    public int Total => Waiting + Running + Completed + Failed + Cancelled;

    /// <summary>Those whose state is final.</summary>
    public int Ended => Completed + Failed + Cancelled;

    public int this[RunState state] => state switch
    {
        RunState.Waiting => Waiting,
        RunState.Running => Running,
        RunState.Completed => Completed,
        RunState.Failed => Failed,
        RunState.Cancelled => Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown run state."),
    };
}
