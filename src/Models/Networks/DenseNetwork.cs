using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Sweep.Models.Networks;

/// <summary>Fully connected layers: ReLU after each but the middle one, whose output is the latent code, and the last, which has a sigmoid.</summary>
/// <param name="widths">Of all layers, the image first and last.</param>
internal sealed class DenseNetwork(ImmutableArray<int> widths) : Network
{
    public override ImmutableArray<WeightShape> Weights { get; } = Shapes(widths);

    /// <summary>Weight (outputs × inputs) and bias of each layer, in order.</summary>
    public static ImmutableArray<WeightShape> Shapes(ImmutableArray<int> widths) =>
        [.. Enumerable.Range(0, widths.Length - 1).SelectMany(layer => Networks.Shapes.Linear($"layers.{layer}", widths[layer], widths[layer + 1]))];

    public override NetworkOutput Forward(IReadOnlyList<Tensor> weights, Tensor images)
    {
        var (layers, values) = (widths.Length - 1, images.view(images.shape[0], -1));
        Tensor? latent = null;
        for (var layer = 0; layer < layers; layer++)
        {
            values = nn.functional.linear(values, weights[2 * layer], weights[(2 * layer) + 1]);
            if (layer == (layers / 2) - 1)
            {
                latent = values;
            }
            else if (layer < layers - 1)
            {
                values = nn.functional.relu(values);
            }
        }

        return new NetworkOutput(values.sigmoid(), latent);
    }
}
