using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Sweep.Models.Training.Cpu;

/// <summary>Room for the activations of a batch of one size, made once.</summary>
internal sealed class DenseBuffers : IDisposable
{
    /// <param name="widths">Of each layer's output, the image first.</param>
    public DenseBuffers(long samples, ImmutableArray<int> widths, bool withGradients)
    {
        Activations = Room(samples, widths);
        Gradients = withGradients ? Room(samples, widths) : [];
        TransposedGradients = [.. Gradients.Select(gradient => gradient.t().DetachFromDisposeScope())];
    }

    /// <summary>Samples × width for each layer but the image.</summary>
    public ImmutableArray<Tensor> Activations { get; }

    /// <summary>Of the same shapes.</summary>
    public ImmutableArray<Tensor> Gradients { get; }

    /// <summary>Width × samples, over the memory of <see cref="Gradients"/>.</summary>
    public ImmutableArray<Tensor> TransposedGradients { get; }

    public void Dispose()
    {
        foreach (var tensor in TransposedGradients.Concat(Gradients).Concat(Activations))
        {
            tensor.Dispose();
        }
    }

    private static ImmutableArray<Tensor> Room(long samples, ImmutableArray<int> widths) =>
        [.. widths.Skip(1).Select(width => zeros([samples, width], dtype: ScalarType.Float32).DetachFromDisposeScope())];
}
