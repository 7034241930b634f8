using System.Collections.Immutable;

namespace Sweep.Messages.Artifacts;

/// <summary>What a trained run makes of the test set: what figures need beside metrics. A function of the run key, as the metrics are.</summary>
/// <param name="Labels">Of the test images whose codes are kept: as many as there are <see cref="Codes"/>, and at least one for each sample.</param>
public sealed record TestArtifacts(int Height, int Width, ImmutableArray<byte> Labels)
{
    /// <summary>The first test images, one after the other, row by row, 0 to 255.</summary>
    public ImmutableArray<byte> Originals { get; init; } = [];

    /// <summary>The same as the network saw them; empty where there was no noise.</summary>
    public ImmutableArray<byte> Noisy { get; init; } = [];

    /// <summary>What it made of them; empty where it makes no images.</summary>
    public ImmutableArray<byte> Reconstructions { get; init; } = [];

    /// <summary>Mean squared error over the pixels of each test image, between 0 and 1.</summary>
    public ImmutableArray<float> Errors { get; init; } = [];

    /// <summary>Latent codes in their principal components: images × <see cref="Components"/>, centred, the largest variance first.</summary>
    public ImmutableArray<float> Codes { get; init; } = [];

    /// <summary>Of each component the share of the codes' variance.</summary>
    public ImmutableArray<float> Explained { get; init; } = [];

    public int Components => Explained.Length;

    public int Samples => Originals.Length / (Height * Width);
}
