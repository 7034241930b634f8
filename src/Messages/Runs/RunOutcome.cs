namespace Sweep.Messages.Runs;

/// <summary>How an attempt ended.</summary>
public abstract record RunOutcome
{
    private RunOutcome() { }

    /// <summary>Trained to its last epoch, or stopped early by its own rule.</summary>
    /// <param name="Metrics">Of the last epoch trained.</param>
    /// <param name="Epochs">Epochs trained, over all attempts that led here.</param>
    /// <param name="Seconds">Wall time of those epochs.</param>
    /// <param name="Attempts">Executions that led here: 1, and one more for every time it went on from a checkpoint.</param>
    public sealed record Completed(MetricSet Metrics, int Epochs, double Seconds, int Attempts) : RunOutcome;

    /// <summary>Ended by an error of its own.</summary>
    public sealed record Failed(FailureKind Kind, string Error) : RunOutcome;

    /// <summary>Stopped on request (Ctrl-C, drain, cancel), or its end found no room on the disk; what was trained up to <paramref name="CheckpointEpoch"/> is kept.</summary>
    /// <param name="DrainReason">Why its node is taken out of use; null when it is not.</param>
    public sealed record Interrupted(int CheckpointEpoch, string? DrainReason = null) : RunOutcome;
}

/// <summary>Why an attempt failed. The numbers are stored: never reuse one.</summary>
public enum FailureKind
{
    /// <summary>The machine was taken away, with notice: the node was drained. Known of attempts that ended so; their run has not failed.</summary>
    Preempted = 1,

    /// <summary>The node fell silent for longer than its lease, or came back as a new process. As above, unless one run loses many in a row.</summary>
    NodeLost = 2,

    /// <summary>The device or the host ran out of memory.</summary>
    OutOfMemory = 3,

    /// <summary>The training threw, or its process died, or this node lacks the data set or has it damaged: another may well train the run.</summary>
    Crashed = 4,

    /// <summary>The loss became NaN or infinite. Not retried: it would again.</summary>
    Diverged = 5,

    /// <summary>No node can train this run: unknown model, hyperparameters that do not fit. Not retried.</summary>
    BadConfig = 6,
}
