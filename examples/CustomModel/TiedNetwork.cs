using System.Collections.Immutable;
using Sweep.Models.Networks;
using static TorchSharp.torch;

namespace CustomModel;

/// <summary>The forward computation. Batches, noise, loss, optimizer, metrics and checkpoints are the trainer's.</summary>
public sealed class TiedNetwork(long pixels, long latent) : Network
{
    /// <summary>With PyTorch's fan-in, which decides the first values.</summary>
    public override ImmutableArray<WeightShape> Weights { get; } =
        [.. Shapes.Linear("encoder", pixels, latent), new("decoder.bias", [pixels], latent)];

    public override NetworkOutput Forward(IReadOnlyList<Tensor> weights, Tensor images)
    {
        var code = nn.functional.linear(images.flatten(1), weights[0], weights[1]);
        return new NetworkOutput((code.matmul(weights[0]) + weights[2]).sigmoid(), code);
    }
}
