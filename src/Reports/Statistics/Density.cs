using System.Collections.Immutable;

namespace Sweep.Reports.Statistics;

/// <summary>The density of a sample, estimated with gaussian kernels.</summary>
/// <param name="At">Where it was estimated, in equal steps.</param>
/// <param name="Values">The density there: it integrates to nearly 1.</param>
public sealed record Density(ImmutableArray<double> At, ImmutableArray<double> Values)
{
    private const int Points = 200;

    // Kernels are cut off where they no longer show.
    private const double Reach = 4;

    public static Density Of(IReadOnlyCollection<double> sample)
    {
        var sorted = sample.Order().ToArray();
        var bandwidth = Bandwidth(sorted);
        var (from, to) = (sorted[0] - (3 * bandwidth), sorted[^1] + (3 * bandwidth));
        var at = Enumerable.Range(0, Points).Select(i => from + ((to - from) * i / (Points - 1))).ToImmutableArray();
        return new Density(at, [.. at.Select(x => Estimate(sorted, x, bandwidth))]);
    }

    /// <summary>Silverman's rule of thumb: 0.9·min(σ, IQR/1.34)·n^(-1/5) (Silverman 1986, Density Estimation, eq. 3.31).</summary>
    public static double Bandwidth(IReadOnlyList<double> sorted)
    {
        var mean = sorted.Average();
        var deviation = Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, sorted.Count - 1));
        var quartiles = (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / 1.34;
        var spread = quartiles > 0 ? Math.Min(deviation, quartiles) : deviation;
        return spread > 0 ? 0.9 * spread * Math.Pow(sorted.Count, -0.2) : Math.Max(1e-12, Math.Abs(mean) * 1e-3);
    }

    private static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static double Estimate(double[] sorted, double x, double bandwidth)
    {
        var first = Array.BinarySearch(sorted, x - (Reach * bandwidth));
        var sum = 0.0;
        for (var i = first < 0 ? ~first : first; i < sorted.Length && sorted[i] <= x + (Reach * bandwidth); i++)
        {
            var distance = (x - sorted[i]) / bandwidth;
            sum += Math.Exp(-0.5 * distance * distance);
        }

        return sum / (sorted.Length * bandwidth * Math.Sqrt(2 * Math.PI));
    }
}
