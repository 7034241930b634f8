namespace Sweep.Cli.Drill;

/// <summary>The middle and the worst of some figures.</summary>
public sealed record Spread(double Median, double Worst)
{
    /// <param name="figures">Those that are not known do not count.</param>
    /// <returns>Null of none.</returns>
    public static Spread? Of(IEnumerable<double?> figures)
    {
        var sorted = figures.OfType<double>().Order().ToList();
        return sorted.Count == 0 ? null : new Spread((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, sorted[^1]);
    }
}
