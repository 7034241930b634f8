using System.Collections.Immutable;
using Sweep.Messages.Studies;

namespace Sweep.Reports.Checks;

/// <summary>Measures what a source has published.</summary>
public static class PublishedCheck
{
    public static CheckResult Of(PublishedNumber number, ImmutableArray<ReportRun> runs, Judgement judgement)
    {
        var measured = Cell.From(runs.Where(run => number.Runs.Matches(run.Grid, run.Parameters)))
            .Select(cell => new Found(cell, cell.Value(number.Measure) ?? double.NaN))
            .Where(found => !double.IsNaN(found.Value))
            .ToList();
        if (measured.Count == 0)
        {
            return new CheckResult(number.Name, number.Value, null, null) { Notes = ["No completed run tells."] };
        }

        var picked = number.Pick is Pick.Best or Pick.Worst ? judgement.Select(measured, found => found.Value, number.Measure.Metric, number.Pick) : null;
        var value = picked?.Value ?? measured.Average(found => found.Value);
        bool? holds = number.Tolerance is { } tolerance ? Math.Abs(value - number.Value) <= tolerance : null;
        return new CheckResult(number.Name, number.Value, value, holds) { Notes = [.. Notes(number, measured, picked)] };
    }

    private static IEnumerable<string> Notes(PublishedNumber number, List<Found> measured, Found? picked)
    {
        if (picked is null)
        {
            if (measured.Count > 1)
            {
                yield return FormattableString.Invariant($"mean of {measured.Count} cells, {measured.Min(found => found.Value):G5} to {measured.Max(found => found.Value):G5}");
            }
        }
        else if (!number.Cell.IsEmpty)
        {
            var there = number.Cell.All(condition => condition.Matches(picked.Cell.Parameters.Find(condition.Name)));
            yield return there
                ? $"in the published cell: {Text(number.Cell.Select(condition => (condition.Name, Names.Value(condition.Value))))}"
                : $"in another cell than published: {Text(number.Cell.Select(condition => (condition.Name, Names.Value(picked.Cell.Parameters.Find(condition.Name)))))}";
        }

        if (measured[0].Cell.Runs.Length > 1)
        {
            yield return $"mean of {measured[0].Cell.Runs.Length} seeds";
        }
    }

    private static string Text(IEnumerable<(string Name, string Value)> items) => string.Join(", ", items.Select(item => $"{item.Name} {item.Value}"));

    private sealed record Found(Cell Cell, double Value);
}
