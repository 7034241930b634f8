using System.Collections.Immutable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sweep.Models.Networks;

/// <summary>
/// A strided convolution from 28×28 to <paramref name="side"/>×<paramref name="side"/>, then 3×3 convolutions, the last of them to four channels:
/// the code; and the transposes of all of them back. ReLU after each, a sigmoid after the last.
/// </summary>
/// <param name="depth">Convolutions in the encoder, and transposed ones in the decoder.</param>
/// <param name="filters">Channels between the convolutions.</param>
internal sealed class ConvTransposeNetwork(int depth, int side, int filters) : Network
{
    /// <summary>Channels of the code.</summary>
    public const int CodeChannels = 4;

    private static readonly long[] One = [1, 1];

    // Stride and kernel that lead from 28 to each side, and back, without rest: side = (28 - kernel) / stride + 1.
    private static readonly ImmutableDictionary<int, (long Stride, long Kernel)> Reductions =
        new Dictionary<int, (long, long)> { [13] = (2, 4), [8] = (3, 7), [5] = (5, 8) }.ToImmutableDictionary();

    private readonly (long Stride, long Kernel) reduction = Reductions[side];

    /// <summary>Side of the kernel that leads from 28 to a side.</summary>
    public static long KernelTo(int side) => Reductions[side].Kernel;

    /// <summary>The sides that there are: 5, 8, 13.</summary>
    public static IEnumerable<int> Sides => Reductions.Keys.Order();

    public override ImmutableArray<WeightShape> Weights { get; } =
    [
        .. Enumerable.Range(0, depth).SelectMany(layer => Shapes.Convolution(
            $"encoder.{layer}", Channels(layer, depth, filters), Channels(layer + 1, depth, filters), layer == 0 ? Reductions[side].Kernel : 3)),
        .. Enumerable.Range(0, depth).SelectMany(layer => Shapes.TransposedConvolution(
            $"decoder.{layer}", Channels(depth - layer, depth, filters), Channels(depth - layer - 1, depth, filters), layer == depth - 1
                ? Reductions[side].Kernel
                : 3)),
    ];

    public override NetworkOutput Forward(IReadOnlyList<Tensor> weights, Tensor images)
    {
        var (values, next, stride) = (images, 0, new long[] { reduction.Stride, reduction.Stride });
        for (var layer = 0; layer < depth; layer++)
        {
            values = functional.relu(layer == 0
                ? functional.conv2d(values, weights[next++], weights[next++], stride)
                : functional.conv2d(values, weights[next++], weights[next++], One, One));
        }

        var code = values.flatten(1);
        for (var layer = 0; layer < depth - 1; layer++)
        {
            // With stride 1 the transpose is itself a convolution, with the kernel turned by half a circle: that one has the faster program.
            values = functional.relu(functional.conv2d(values, weights[next++].flip(2, 3).transpose(0, 1), weights[next++], One, One));
        }

        return new NetworkOutput(functional.conv_transpose2d(values, weights[next++], weights[next++], stride).sigmoid(), code);
    }

    /// <summary>Channels after so many of the encoder's convolutions.</summary>
    private static int Channels(int layer, int depth, int filters) => layer == 0 ? 1 : layer == depth ? CodeChannels : filters;
}
