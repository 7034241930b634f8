using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>How one run ended.</summary>
/// <param name="State">A final one.</param>
/// <param name="Parameters">All of them, resolved.</param>
/// <param name="Metrics">Of the last epoch; empty unless completed.</param>
/// <param name="Epochs">Trained, over all attempts.</param>
/// <param name="Seconds">Wall time of those epochs.</param>
public sealed record ResultRow(
    RunId Run,
    RunKey Key,
    RunState State,
    ParameterSet Parameters,
    MetricSet Metrics,
    int Epochs,
    double Seconds,
    int Attempts,
    DateTimeOffset Ended)
{
    public string? Node { get; init; }

    /// <summary>Instruction set and libraries of the node.</summary>
    public string? Kind { get; init; }

    public FailureKind? Failure { get; init; }

    public string? Error { get; init; }

    /// <summary>The run of another sweep whose result this is; null when it was trained for this sweep.</summary>
    public RunId? Source { get; init; }

    public long? Seed => Parameters.Find("seed") is ParameterValue.Integer { Value: var seed } ? seed : null;
}
