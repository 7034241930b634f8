using Sweep.Models.DataSets;
using Sweep.Models.Training.Cpu;
using static TorchSharp.torch;

namespace Sweep.Models.Training;

/// <summary>
/// Batches of images on one device, with noise or without. What it gives is its own and holds until it is asked again for a batch of the same size.
/// </summary>
internal abstract class ImageSource : IDisposable
{
    /// <summary>The given images: samples × pixels, fp32, 0 to 1.</summary>
    public abstract Tensor Gather(ImageSet set, ReadOnlySpan<int> images);

    /// <summary>The labels of the given images: samples, int64; the caller's scope disposes it.</summary>
    public Tensor Labels(ImageSet set, ReadOnlySpan<int> images)
    {
        var labels = new long[images.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = set.Labels[images[i]];
        }

        return ToDevice(tensor(labels));
    }

    /// <summary>Changes a batch that <see cref="Gather"/> gave, on the host.</summary>
    public void Change(Tensor batch, SpanAction change)
    {
        if (batch.device_type == TorchSharp.DeviceType.CPU)
        {
            change(Floats.Of(batch));
            return;
        }

        using var host = batch.cpu();
        change(Floats.Of(host));
        batch.copy_(host);
    }

    /// <summary>Begins a stream of noise.</summary>
    public abstract void SeedNoise(ulong seed);

    /// <summary>The next noisy copy of <paramref name="clean"/>; itself where there is to be no noise.</summary>
    public abstract Tensor AddNoise(Tensor clean);

    /// <summary>The sum of squared differences between a noisy batch and its clean one.</summary>
    public abstract double SquaredError(Tensor noisy, Tensor clean);

    public abstract void Dispose();

    protected abstract Tensor ToDevice(Tensor host);
}

/// <summary>What is done to numbers in place.</summary>
internal delegate void SpanAction(Span<float> numbers);
