using System.Collections.Immutable;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Models.DataSets;

namespace Sweep.Models.Training;

/// <summary>What a model is given to begin a lane.</summary>
/// <param name="Device"><c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="Resumed">The lane will be restored from a checkpoint before its first epoch here.</param>
/// <param name="Encoder">That of the run which <c>encoder</c> names; null when it names none.</param>
public sealed record TrainingStart(ParameterSet Parameters, DataSet Data, string Device, TimeProvider Clock, bool Resumed, TrainedEncoder? Encoder = null);

/// <summary>One lane in training. Used by one thread.</summary>
public abstract class LaneTraining : IDisposable
{
    /// <summary>Trains one epoch and measures what came of it.</summary>
    /// <param name="epoch">Counted from 1; one more than the last, or than that of the state restored.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled; this lane is of no more use.</exception>
    /// <exception cref="DivergedException">The loss is no longer a finite number.</exception>
    public abstract EpochResult TrainEpoch(int epoch, CancellationToken stop);

    /// <summary>A copy of all that the next epoch needs besides hyperparameters and data. Only between epochs.</summary>
    public abstract ImmutableArray<TensorData> Capture();

    /// <summary>Takes up what <see cref="Capture"/> gave.</summary>
    /// <exception cref="InvalidDataException">The tensors are those of another model.</exception>
    public abstract void Restore(ImmutableArray<TensorData> tensors);

    /// <summary>What the lane, as it is now, makes of the test set, for figures; null where it has nothing to show. Changes no result.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public virtual TestArtifacts? Examine(CancellationToken stop) => null;

    public abstract void Dispose();
}

/// <param name="Samples">Trained on in this epoch, in <paramref name="TrainingTime"/>.</param>
public sealed record EpochResult(MetricSet Metrics, long Samples, TimeSpan TrainingTime);

/// <summary>The loss is no longer a finite number.</summary>
public sealed class DivergedException(string message) : Exception(message);
