using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Messages.Progress;

/// <summary>Something that happened to a run: one line of a log.</summary>
public abstract record RunEvent
{
    private RunEvent(RunId run, int attempt) => (Run, Attempt) = (run, attempt);

    public RunId Run { get; }

    public int Attempt { get; }

    /// <summary>A slot began an attempt.</summary>
    /// <param name="Cell">The hyperparameters in which runs of this sweep differ.</param>
    public sealed record Started(RunId Run, int Attempt, SlotId Slot, ParameterSet Cell) : RunEvent(Run, Attempt);

    /// <param name="Epochs">How many epochs the run has to train.</param>
    public sealed record EpochEnded(RunId Run, int Attempt, int Epochs, EpochMetrics Metrics) : RunEvent(Run, Attempt);

    /// <summary>The run's one result was accepted.</summary>
    /// <param name="Epochs">Epochs trained, over all attempts.</param>
    public sealed record Completed(RunId Run, int Attempt, int Epochs, double Seconds, MetricSet Metrics) : RunEvent(Run, Attempt);

    /// <summary>An attempt failed.</summary>
    /// <param name="IsFinal">The run is not tried again.</param>
    public sealed record Failed(RunId Run, int Attempt, FailureKind Kind, string Error, bool IsFinal) : RunEvent(Run, Attempt);

    /// <summary>An attempt was stopped on request; the run goes on from its checkpoint.</summary>
    public sealed record Interrupted(RunId Run, int Attempt, int CheckpointEpoch) : RunEvent(Run, Attempt);
}
