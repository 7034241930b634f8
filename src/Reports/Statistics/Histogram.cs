using System.Collections.Immutable;

namespace Sweep.Reports.Statistics;

/// <summary>How many numbers of a sample fall into each of equal bins.</summary>
/// <param name="Width">Of a bin.</param>
public sealed record Histogram(double From, double Width, ImmutableArray<int> Counts)
{
    public int Total => Counts.Sum();

    /// <param name="bins">At least 1.</param>
    public static Histogram Of(IReadOnlyCollection<double> sample, int bins)
    {
        var (least, most) = (sample.Min(), sample.Max());
        var width = most > least ? (most - least) / bins : Math.Max(1e-12, Math.Abs(least) * 1e-3);
        var counts = new int[bins];
        foreach (var value in sample)
        {
            counts[Math.Min(bins - 1, (int)((value - least) / width))]++;
        }

        return new Histogram(least, width, [.. counts]);
    }

    /// <summary>Density of a bin, so that the bars have an area of 1 and can be seen beside an estimate of the density.</summary>
    public double DensityAt(int bin) => Counts[bin] / (Total * Width);
}
