using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Checkpoints;

/// <summary>Which checkpoints of a run stay.</summary>
internal static class CheckpointRanking
{
    /// <summary>
    /// Of the stored epochs those that stay once <paramref name="saved"/> is durable: the last ones, the best one, and any later than
    /// <paramref name="saved"/>, which another attempt wrote and training will come to.
    /// </summary>
    public static IReadOnlySet<int> Kept(IEnumerable<int> stored, int saved, IReadOnlyList<EpochMetrics> history, CheckpointPolicy policy, Objective objective)
    {
        var past = stored.Where(epoch => epoch <= saved).Order().ToArray();
        var kept = stored.Where(epoch => epoch > saved).ToHashSet();
        kept.UnionWith(past.TakeLast(Math.Max(1, policy.Keep)));
        if (Best(past.Select(epoch => (epoch, ValueAt(epoch, history, objective))), objective) is { } best)
        {
            kept.Add(best);
        }

        return kept;
    }

    /// <summary>The earliest of the best; null when none has a value.</summary>
    private static int? Best(IEnumerable<(int Epoch, double Value)> epochs, Objective objective)
    {
        var (best, bestValue) = ((int?)null, double.NaN);
        foreach (var (epoch, value) in epochs.OrderBy(item => item.Epoch))
        {
            if (objective.IsBetter(value, bestValue))
            {
                (best, bestValue) = (epoch, value);
            }
        }

        return best;
    }

    private static double ValueAt(int epoch, IEnumerable<EpochMetrics> history, Objective objective) =>
        history.LastOrDefault(entry => entry.Epoch == epoch)?.Metrics[objective.Metric] ?? double.NaN;
}
