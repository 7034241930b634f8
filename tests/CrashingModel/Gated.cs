using System.Collections.Immutable;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Catalogue;
using Sweep.Models.Training;

namespace Sweep.CrashingModel;

/// <summary>
/// Trains as another model does, and to the same numbers, but waits before its epoch <c>gate_at</c> until the gate is open: so a test can act while
/// runs are surely in training, however slow or fast the machine is.
/// </summary>
public abstract class Gated : Model
{
    private const string GateAt = "gate_at";

    /// <summary>Names the file that opens the gate by being there. Where it is not set, the gate is open.</summary>
    private const string Gate = "CRASHING_MODEL_GATE";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly Model model;

    /// <param name="name">Its name in studies.</param>
    private protected Gated(string name, Model model)
    {
        this.model = model;
        Description = model.Description with
        {
            Name = name,
            Parameters =
            [
                .. model.Description.Parameters,
                new(GateAt, ParameterKind.Integer, "The epoch before which it waits; 0 for none.", new ParameterValue.Integer(0), Minimum: 0),
            ],
        };
    }

    public override ModelDescription Description { get; }

    public override LaneTraining Start(TrainingStart start) => new Training(model.Start(start), start.Parameters.Integer(GateAt));

    private sealed class Training(LaneTraining training, long gateAt) : LaneTraining
    {
        public override EpochResult TrainEpoch(int epoch, CancellationToken stop)
        {
            while (epoch == gateAt && Environment.GetEnvironmentVariable(Gate) is { } file && !File.Exists(file))
            {
                stop.WaitHandle.WaitOne(LookEvery);
                stop.ThrowIfCancellationRequested();
            }

            return training.TrainEpoch(epoch, stop);
        }

        public override ImmutableArray<TensorData> Capture() => training.Capture();

        public override void Restore(ImmutableArray<TensorData> tensors) => training.Restore(tensors);

        public override TestArtifacts? Examine(CancellationToken stop) => training.Examine(stop);

        public override void Dispose() => training.Dispose();
    }
}

public sealed class GatedNoop() : Gated("gated-noop", new Noop());

public sealed class GatedAutoencoder() : Gated("gated-autoencoder", new DenseAutoencoder());

public sealed class GatedClassifier() : Gated("gated-classifier", new EncoderClassifier());
