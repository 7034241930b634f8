namespace Sweep.Messages.Runs;

/// <summary>What a sweep looks for: the metric by which runs, and the checkpoints of one run, are compared.</summary>
public sealed record Objective(string Metric, Goal Goal)
{
    /// <summary>Whether <paramref name="value"/> is better than <paramref name="other"/>; NaN is never better.</summary>
    public bool IsBetter(double value, double other) => Goal switch
    {
        Goal.Minimize => value < other || (double.IsNaN(other) && !double.IsNaN(value)),
        Goal.Maximize => value > other || (double.IsNaN(other) && !double.IsNaN(value)),
        _ => throw new ArgumentOutOfRangeException(nameof(value), Goal, "Unknown goal."),
    };
}

/// <summary>The numbers are stored: never reuse one.</summary>
public enum Goal
{
    Minimize = 0,
    Maximize = 1,
}
