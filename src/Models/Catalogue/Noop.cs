using System.Buffers.Binary;
using System.Collections.Immutable;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Models.Training;

namespace Sweep.Models.Catalogue;

/// <summary>
/// Trains nothing, so that what remains is the orchestrator: for measuring it, and for failing on purpose. Its metrics are made up from the
/// hyperparameters; test_loss falls over the epochs towards x² + y² + z², so that the best run of a grid is known beforehand.
/// </summary>
public sealed class Noop : Model
{
    public override ModelDescription Description { get; } = new(
        "noop", "1", "Trains nothing: for measuring the orchestrator and for failing on purpose.",
        [
            .. Vocabulary.Common,
            Axis("x"), Axis("y"), Axis("z"),
            new("milliseconds", ParameterKind.Real, "How long an epoch takes.", new ParameterValue.Real(0), Minimum: 0, Maximum: 3_600_000),
            FailureEpoch("throw_at", "throws"),
            new("throw_once", ParameterKind.Truth, "Throw only in an attempt that starts at the first epoch.", new ParameterValue.Truth(false)),
            FailureEpoch("nan_at", "ends with a loss that is not a number"),
            FailureEpoch("oom_at", "finds no memory"),
        ],
        ["train_loss", "test_loss", "psnr"],
        static _ => [],
        static (parameters, _) => new ModelEstimate(0, 0, parameters.Real("milliseconds") / 1000 * ModelEstimate.NominalFlopsPerSecond));

    public override LaneTraining Start(TrainingStart start) => new Training(start.Parameters, start.Resumed);

    private static ParameterDescription Axis(string name) =>
        new(name, ParameterKind.Real, "Any number: spans an axis of the grid.", new ParameterValue.Real(0));

    private static ParameterDescription FailureEpoch(string name, string what) =>
        new(name, ParameterKind.Integer, $"The epoch that {what}; 0 for none.", new ParameterValue.Integer(0), Minimum: 0);

    private sealed class Training(ParameterSet parameters, bool resumed) : LaneTraining
    {
        private long trained;

        public override EpochResult TrainEpoch(int epoch, CancellationToken stop)
        {
            Wait(TimeSpan.FromMilliseconds(parameters.Real("milliseconds")), stop);
            FailOnPurpose(epoch);
            trained = epoch;
            return new EpochResult(Metrics(epoch), Samples: 0, TrainingTime: TimeSpan.Zero);
        }

        public override ImmutableArray<TensorData> Capture()
        {
            var bytes = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, trained);
            return [new TensorData("trained", "I64", [1], bytes)];
        }

        public override void Restore(ImmutableArray<TensorData> tensors) =>
            trained = BinaryPrimitives.ReadInt64LittleEndian(tensors.Single(tensor => tensor.Name == "trained").Bytes);

        public override void Dispose() { }

        private static void Wait(TimeSpan time, CancellationToken stop)
        {
            if (time > TimeSpan.Zero)
            {
                stop.WaitHandle.WaitOne(time);
            }

            stop.ThrowIfCancellationRequested();
        }

        private void FailOnPurpose(int epoch)
        {
            if (epoch == parameters.Integer("throw_at") && !(resumed && parameters.Truth("throw_once")))
            {
                throw new InvalidOperationException($"The hyperparameter `throw_at` asks for this failure in epoch {epoch}.");
            }

            if (epoch == parameters.Integer("oom_at"))
            {
                throw new OutOfMemoryException($"The hyperparameter `oom_at` asks for this failure in epoch {epoch}.");
            }
        }

        private MetricSet Metrics(int epoch)
        {
            if (epoch == parameters.Integer("nan_at"))
            {
                return MetricSet.Of(("train_loss", double.NaN), ("test_loss", double.NaN), ("psnr", double.NaN));
            }

            var (x, y, z) = (parameters.Real("x"), parameters.Real("y"), parameters.Real("z"));
            var chance = new RandomStream(RandomStreams.Seed(parameters.Integer("seed"), RandomPurpose.NoiseTraining, epoch)).NextDouble();
            var loss = (x * x) + (y * y) + (z * z) + ((1 + (0.1 * chance)) / epoch);
            return MetricSet.Of(("train_loss", 0.9 * loss), ("test_loss", loss), ("psnr", -10 * Math.Log10(loss)));
        }
    }
}
