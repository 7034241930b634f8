using System.Collections.Immutable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sweep.Models.Networks;

/// <summary>
/// 3×3 convolutions with ReLU, the first of them, as many as the decoder has, each followed by 2×2 pooling; those of the decoder, each followed by
/// nearest-neighbour upsampling; and a last convolution to one channel with a sigmoid. Between the two, where <paramref name="latent"/> is above 0, two
/// dense layers around the code.
/// </summary>
/// <param name="filters">Channels of the encoder's convolutions.</param>
/// <param name="decoder">Channels of the decoder's convolutions but the last.</param>
internal sealed class ConvNetwork(ImmutableArray<int> filters, ImmutableArray<int> decoder, int latent, int height, int width) : Network
{
    private static readonly long[] One = [1, 1];
    private static readonly long[] Two = [2, 2];

    private readonly (long Height, long Width) inner = (height >> decoder.Length, width >> decoder.Length);

    public override ImmutableArray<WeightShape> Weights { get; } = [.. AllWeights(filters, decoder, latent, (long)(height >> decoder.Length) * (width >> decoder.Length))];

    public override NetworkOutput Forward(IReadOnlyList<Tensor> weights, Tensor images)
    {
        var (values, next) = (images, 0);
        for (var layer = 0; layer < filters.Length; layer++)
        {
            // The largest of four is cut at zero, and not each of the four: the same, in a quarter of the time.
            values = Convolve(values);
            values = functional.relu(layer < decoder.Length ? functional.max_pool2d(values, Two, Two) : values);
        }

        var code = values.flatten(1);
        if (latent > 0)
        {
            code = functional.linear(code, weights[next++], weights[next++]);
            values = functional.relu(functional.linear(code, weights[next++], weights[next++])).view(-1, filters[^1], inner.Height, inner.Width);
        }

        values = Convolve(values);
        for (var doubling = 0; doubling < decoder.Length; doubling++)
        {
            values = UpsamplingConvolution.Apply(functional.relu(values), weights[next++], weights[next++]);
        }

        return new NetworkOutput(values.sigmoid(), code);

        Tensor Convolve(Tensor input) => functional.conv2d(input, weights[next++], weights[next++], One, One);
    }

    private static IEnumerable<WeightShape> AllWeights(ImmutableArray<int> filters, ImmutableArray<int> decoder, int latent, long area)
    {
        var (channels, layer) = (1, 0);
        foreach (var outputs in filters)
        {
            foreach (var shape in Shapes.Convolution($"encoder.{layer++}", channels, outputs, 3))
            {
                yield return shape;
            }

            channels = outputs;
        }

        WeightShape[] bottleneck = latent > 0
            ? [.. Shapes.Linear("latent", channels * area, latent), .. Shapes.Linear("expand", latent, channels * area)]
            : [];
        foreach (var shape in bottleneck)
        {
            yield return shape;
        }

        layer = 0;
        foreach (var outputs in decoder.Append(1))
        {
            foreach (var shape in Shapes.Convolution($"decoder.{layer++}", channels, outputs, 3))
            {
                yield return shape;
            }

            channels = outputs;
        }
    }
}
