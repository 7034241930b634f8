using System.Collections.Immutable;
using Sweep.Messages.Catalogue;
using Sweep.Models.Catalogue;
using Sweep.Models.Training;

namespace Sweep.Cli.Tests.Support;

/// <summary>Trains like <see cref="Noop"/>, but while it is held no run gets past its first epoch: it waits there until it is told to stop.</summary>
internal sealed class HeldModel : Model
{
    private readonly ManualResetEventSlim released = new();
    private readonly Noop noop = new();

    public HeldModel() => Description = noop.Description with { Name = "held" };

    public override ModelDescription Description { get; }

    public void Hold() => released.Reset();

    public void Release() => released.Set();

    public override LaneTraining Start(TrainingStart start) => new Training(noop.Start(start), released);

    private sealed class Training(LaneTraining noop, ManualResetEventSlim released) : LaneTraining
    {
        public override EpochResult TrainEpoch(int epoch, CancellationToken stop)
        {
            if (epoch > 1)
            {
                released.Wait(stop);
            }

            return noop.TrainEpoch(epoch, stop);
        }

        public override ImmutableArray<TensorData> Capture() => noop.Capture();

        public override void Restore(ImmutableArray<TensorData> tensors) => noop.Restore(tensors);

        public override void Dispose() => noop.Dispose();
    }
}
