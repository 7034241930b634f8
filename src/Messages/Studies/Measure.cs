namespace Sweep.Messages.Studies;

/// <summary>What is read off a run: a metric of its last epoch, or the difference of two.</summary>
/// <param name="Less">The metric that is subtracted; null for none.</param>
public sealed record Measure(string Metric, string? Less = null)
{
    public override string ToString() => Less is null ? Metric : $"{Metric} − {Less}";
}
