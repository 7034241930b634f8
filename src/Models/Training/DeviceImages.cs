using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Sweep.Models.DataSets;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Models.Training;

/// <summary>Batches on an accelerator. A data set's bytes lie there once per process, as long as the data set is in use.</summary>
internal sealed class DeviceImages(NoiseOptions noise, Device device) : ImageSource
{
    private static readonly ConditionalWeakTable<ImageSet, ConcurrentDictionary<string, Lazy<Tensor>>> Resident = [];

    private readonly Dictionary<int, Tensor> batches = [];
    private Generator random = new(0, device);

    public override Tensor Gather(ImageSet set, ReadOnlySpan<int> images)
    {
        using var scope = NewDisposeScope();
        var all = Resident.GetOrCreateValue(set).GetOrAdd(device.ToString(), _ => new Lazy<Tensor>(() => Upload(set))).Value;
        var indices = tensor(images.ToArray(), dtype: ScalarType.Int32).to(device);
        var batch = all.index_select(0, indices).to(ScalarType.Float32).div_(255f).DetachFromDisposeScope();
        if (batches.Remove(images.Length, out var last))
        {
            last.Dispose();
        }

        batches.Add(images.Length, batch);
        return batch;
    }

    public override void SeedNoise(ulong seed)
    {
        random.Dispose();
        random = new Generator(seed, device);
    }

    public override Tensor AddNoise(Tensor clean)
    {
        switch (noise)
        {
            case NoiseOptions.None:
                return clean;
            case NoiseOptions.Gaussian gaussian:
                var sum = empty_like(clean).normal_(0, gaussian.Deviation, random).add_(clean);
                return gaussian.Clip ? sum.clamp_(0, 1) : sum;
            case NoiseOptions.SaltAndPepper { Amount: var amount }:
                var chance = empty_like(clean).uniform_(0, 1, random);
                return where(chance.ge(1 - (amount / 2)), ones_like(clean), where(chance.lt(amount / 2), zeros_like(clean), clean));
            default:
                throw new InvalidOperationException($"Unknown noise {noise}.");
        }
    }

    public override double SquaredError(Tensor noisy, Tensor clean) => (noisy - clean).square().sum(ScalarType.Float64).item<double>();

    public override void Dispose()
    {
        random.Dispose();
        foreach (var batch in batches.Values)
        {
            batch.Dispose();
        }
    }

    protected override Tensor ToDevice(Tensor host) => host.to(device);

    private Tensor Upload(ImageSet set)
    {
        using var host = tensor(set.Pixels, dtype: ScalarType.Byte).view(set.Count, -1);
        return host.to(device).DetachFromDisposeScope();
    }
}
