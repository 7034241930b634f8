using System.Collections.Immutable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sweep.Models.Networks;

/// <summary>3×3 convolutions with ReLU and 2×2 pooling, then dense layers with ReLU, then one logit for each class.</summary>
internal sealed class CnnClassifierNetwork(ImmutableArray<int> filters, ImmutableArray<int> hidden, int classes, int height, int width) : Network
{
    private static readonly long[] One = [1, 1];
    private static readonly long[] Two = [2, 2];

    public override LearningTarget Target => LearningTarget.Labels;

    public override ImmutableArray<WeightShape> Weights { get; } = [.. Convolutions(filters), .. Dense(filters, hidden, classes, height, width)];

    public override NetworkOutput Forward(IReadOnlyList<Tensor> weights, Tensor images)
    {
        var (values, next) = (images, 0);
        for (var layer = 0; layer < filters.Length; layer++)
        {
            values = functional.relu(functional.max_pool2d(functional.conv2d(values, weights[next++], weights[next++], One, One), Two, Two));
        }

        values = values.flatten(1);
        for (var layer = 0; layer < hidden.Length; layer++)
        {
            values = functional.relu(functional.linear(values, weights[next++], weights[next++]));
        }

        return new NetworkOutput(functional.linear(values, weights[next++], weights[next++]), null);
    }

    private static IEnumerable<WeightShape> Convolutions(ImmutableArray<int> filters) => filters.SelectMany(
        (outputs, layer) => Shapes.Convolution($"features.{layer}", layer == 0 ? 1 : filters[layer - 1], outputs, 3));

    private static IEnumerable<WeightShape> Dense(ImmutableArray<int> filters, ImmutableArray<int> hidden, int classes, int height, int width)
    {
        long inputs = (long)(height >> filters.Length) * (width >> filters.Length) * (filters.IsEmpty ? 1 : filters[^1]);
        return hidden.Append(classes).SelectMany((outputs, layer) => Shapes.Linear($"classifier.{layer}", layer == 0 ? inputs : hidden[layer - 1], outputs));
    }
}
