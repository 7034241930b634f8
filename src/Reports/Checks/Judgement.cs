using Sweep.Messages.Runs;
using Sweep.Messages.Studies;

namespace Sweep.Reports.Checks;

/// <summary>Which of two numbers of a metric is better.</summary>
public sealed class Judgement(Objective objective)
{
    public Objective Objective { get; } = objective;

    /// <summary>The sweep's own goal for its objective; of other metrics, losses and times are to be small and everything else large.</summary>
    public Goal GoalOf(string metric) => metric == Objective.Metric
        ? Objective.Goal
        : metric.Contains("loss", StringComparison.Ordinal) || metric == "seconds" ? Goal.Minimize : Goal.Maximize;

    /// <summary>The item that is picked: the first of equals; null when there is none with a number.</summary>
    public T? Select<T>(IEnumerable<T> items, Func<T, double?> value, string metric, Pick pick) where T : class
    {
        var goal = pick == Pick.Worst ? Opposite(GoalOf(metric)) : GoalOf(metric);
        var order = new Objective(metric, goal);
        (T? Item, double Value) found = (null, double.NaN);
        foreach (var item in items)
        {
            if (value(item) is { } number && !double.IsNaN(number) && (found.Item is null || order.IsBetter(number, found.Value)))
            {
                found = (item, number);
            }
        }

        return found.Item;
    }

    private static Goal Opposite(Goal goal) => goal == Goal.Minimize ? Goal.Maximize : Goal.Minimize;
}
