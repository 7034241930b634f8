using Sweep.Models.DataSets;
using static TorchSharp.torch;

namespace Sweep.Models.Training;

/// <summary>
/// Batches of codes instead of images. The encoder does not change, so each set is encoded once, in stretches that do not depend on the batches:
/// a resumed run sees the same bits.
/// </summary>
internal sealed class EncodedImages(ImageSource images, FrozenEncoder encoder, Device device) : ImageSource
{
    private readonly Dictionary<ImageSet, Tensor> codes = [];

    /// <summary>Samples × the size of a code; the caller's scope disposes it.</summary>
    public override Tensor Gather(ImageSet set, ReadOnlySpan<int> images)
    {
        if (!codes.TryGetValue(set, out var all))
        {
            all = Encode(set);
            codes.Add(set, all);
        }

        using var indices = tensor(images.ToArray(), dtype: ScalarType.Int32).to(device);
        return all.index_select(0, indices);
    }

    public override void SeedNoise(ulong seed) => images.SeedNoise(seed);

    public override Tensor AddNoise(Tensor clean) => clean;

    public override double SquaredError(Tensor noisy, Tensor clean) => 0;

    public override void Dispose()
    {
        foreach (var set in codes.Values)
        {
            set.Dispose();
        }

        encoder.Dispose();
        images.Dispose();
    }

    protected override Tensor ToDevice(Tensor host) => host.to(device);

    private Tensor Encode(ImageSet set)
    {
        var all = empty([set.Count, encoder.CodeSize], dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
        foreach (var stretch in Enumerable.Range(0, set.Count).Chunk(Batches.EvaluationSize))
        {
            using var scope = NewDisposeScope();
            all.narrow(0, stretch[0], stretch.Length).copy_(encoder.Encode(images.Gather(set, stretch)));
        }

        return all;
    }
}
