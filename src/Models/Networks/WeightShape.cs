using System.Collections.Immutable;

namespace Sweep.Models.Networks;

/// <summary>One trainable tensor of a network.</summary>
/// <param name="Name">As it stands in checkpoints: <c>layers.0.weight</c>.</param>
/// <param name="FanIn">Inputs of one output: first values are drawn evenly from ±1/√<paramref name="FanIn"/>, as PyTorch's layers do for weight and
/// bias.</param>
public sealed record WeightShape(string Name, ImmutableArray<long> Shape, long FanIn)
{
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);
}
