using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Models.Training;

/// <summary>One run of a bundle.</summary>
/// <param name="Parameters">Resolved, as in a run's specification.</param>
/// <param name="Start">What a checkpoint gave back; null to begin at the first epoch.</param>
/// <param name="Stop">Stops this lane alone.</param>
/// <param name="Encoder">The last state of the run that <c>encoder</c> names; null when it cannot be had, or the model takes none.</param>
/// <param name="DataSetDigest">What the data set must hold; null for whatever is there.</param>
public sealed record Lane(
    ParameterSet Parameters, LaneState? Start, CancellationToken Stop = default, LaneState? Encoder = null, string? DataSetDigest = null);

/// <summary>All that a run needs to go on after an epoch as if it had never stopped.</summary>
/// <param name="Epoch">The last that ended; 0 before the first.</param>
/// <param name="Attempts">Executions that led here, this one included.</param>
/// <param name="Tensors">Weights and optimizer state.</param>
/// <param name="History">One entry per epoch, from the first on.</param>
/// <param name="Parameters">Those of the run; null in checkpoints of versions that did not write them.</param>
public sealed record LaneState(
    int Epoch, int Attempts, ImmutableArray<TensorData> Tensors, ImmutableArray<EpochMetrics> History, ParameterSet? Parameters = null)
{
    /// <summary>The run has trained all it is to train, as far as its hyperparameters are known.</summary>
    public bool IsComplete => Parameters is { } parameters && LaneProgress.IsComplete(parameters, History);
}

/// <summary>A tensor outside any tensor library.</summary>
/// <param name="ElementType">As safetensors calls it: <c>F32</c>, <c>I64</c>.</param>
/// <param name="Bytes">Little-endian, row-major; nobody writes to them.</param>
public sealed record TensorData(string Name, string ElementType, ImmutableArray<long> Shape, byte[] Bytes);
