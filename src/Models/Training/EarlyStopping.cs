using System.Collections.Immutable;
using Sweep.Messages.Runs;

namespace Sweep.Models.Training;

/// <summary>The rule of <c>early_stop.patience</c>; looks at nothing but the history, so that a resumed run stops where it would have.</summary>
public static class EarlyStopping
{
    /// <summary>Whether the last <paramref name="patience"/> epochs brought no lower val_loss, or test_loss where there is no val_loss.</summary>
    /// <param name="patience">0 never stops.</param>
    public static bool IsDue(int patience, ImmutableArray<EpochMetrics> history)
    {
        if (patience == 0 || history.Length <= patience)
        {
            return false;
        }

        var losses = history.Select(epoch => epoch.Metrics["val_loss"] ?? epoch.Metrics["test_loss"] ?? double.PositiveInfinity).ToList();
        return losses.Skip(losses.Count - patience).Min() >= losses.Take(losses.Count - patience).Min();
    }
}
