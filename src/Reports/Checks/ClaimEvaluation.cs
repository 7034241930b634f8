using System.Collections.Immutable;
using System.Globalization;
using Sweep.Messages.Parameters;
using Sweep.Messages.Studies;

namespace Sweep.Reports.Checks;

/// <summary>Checks the claims of a study against the runs that were measured.</summary>
public static class ClaimEvaluation
{
    // More would not be read.
    private const int MostNotes = 6;

    public static CheckResult Of(StudyClaim claim, ImmutableArray<ReportRun> runs, Judgement judgement)
    {
        var comparisons = Compare(claim.Check, runs, judgement).ToList();
        if (comparisons.Count == 0)
        {
            return new CheckResult(claim.Name, 1, null, null) { Notes = ["No completed runs tell."] };
        }

        var failed = comparisons.Where(comparison => !comparison.Holds).Select(comparison => comparison.Text).ToList();
        return new CheckResult(claim.Name, comparisons.Count, comparisons.Count - failed.Count, failed.Count == 0)
        {
            Notes = failed.Count <= MostNotes ? [.. failed] : [.. failed.Take(MostNotes), $"and {failed.Count - MostNotes} more"],
        };
    }

    /// <summary>All comparisons that a check stands for, as far as there are results.</summary>
    public static IEnumerable<Comparison> Compare(ClaimCheck check, ImmutableArray<ReportRun> runs, Judgement judgement) => check switch
    {
        ClaimCheck.Monotone monotone => Groups(check, runs).SelectMany(group => Steps(monotone, group)),
        ClaimCheck.Greater greater => Groups(check, runs).SelectMany(group => Pair(greater, group)),
        ClaimCheck.BestAt best => Groups(check, runs).SelectMany(group => Best(best, group, judgement)),
        ClaimCheck.Close close => Groups(check, runs).SelectMany(group => Near(close, group, judgement)),
        ClaimCheck.Bound bound => Groups(check, runs).SelectMany(group => Bounds(bound, group)),
        ClaimCheck.Compare compare => Sides(compare, runs, judgement),
        _ => throw new ArgumentOutOfRangeException(nameof(check), check, "Unknown kind of check."),
    };

    private static IEnumerable<Comparison> Steps(ClaimCheck.Monotone check, Group group)
    {
        var points = group.Along(check.Along, check.Measure, check.Change);
        for (var i = 1; i < points.Count; i++)
        {
            var (before, after) = (points[i - 1], points[i]);
            var holds = check.Rises ? after.Mean > before.Mean : after.Mean < before.Mean;
            var step = $"{check.Along} {Names.Value(before.Value)} → {Names.Value(after.Value)}";
            var change = check.Change is { } from ? $"change with {from.Parameter} {Names.Value(from.From)} → {Names.Value(from.To)}: " : "";
            yield return new Comparison(holds, $"{group.Text}{step}: {change}{Number(before.Mean)} → {Number(after.Mean)}");
        }
    }

    private static IEnumerable<Comparison> Pair(ClaimCheck.Greater check, Group group)
    {
        var (greater, lesser) = (Side(check.GreaterAt), Side(check.LesserAt));
        if (greater is { } more && lesser is { } less)
        {
            var found = $"{check.Parameter} {Names.Value(check.GreaterAt)} {Number(more)}, {Names.Value(check.LesserAt)} {Number(less)}";
            yield return new Comparison(more > less, group.Text + found);
        }

        double? Side(ParameterValue value) => MeanAt(check.Parameter, value, group.Cells, check.Measure);
    }

    private static IEnumerable<Comparison> Best(ClaimCheck.BestAt check, Group group, Judgement judgement)
    {
        var isCompared = group.Cells.Any(IsAt) && !group.Cells.All(IsAt);
        if (isCompared && judgement.Select(group.Cells, cell => cell.Value(check.Measure), check.Measure.Metric, Pick.Best) is { } best)
        {
            var at = string.Join(", ", check.Cell.Select(condition => $"{condition.Name} {Names.Value(best.Parameters.Find(condition.Name))}"));
            yield return new Comparison(IsAt(best), $"{group.Text}best {check.Measure} {Number(best.Value(check.Measure)!.Value)} at {at}");
        }

        bool IsAt(Cell cell) => check.Cell.All(condition => condition.Matches(cell.Parameters.Find(condition.Name)));
    }

    private static IEnumerable<Comparison> Near(ClaimCheck.Close check, Group group, Judgement judgement)
    {
        var chosen = group;
        if (check.Pick is Pick.Best or Pick.Worst)
        {
            var objective = judgement.Objective.Metric;
            var picked = judgement.Select(group.Cells, cell => cell.Value(new Measure(objective)), objective, check.Pick);
            chosen = picked is null ? group : group with { Cells = [picked] };
        }

        var numbers = check.Along is { } along
            ? chosen.Along(along, check.Measures[0]).Select(point => ($"{along} {Names.Value(point.Value)}", point.Mean)).ToList()
            : check.Measures.Select(measure => (measure.ToString(), Mean(chosen.Cells, measure)))
                .Where(item => item.Item2 is not null)
                .Select(item => (item.Item1, item.Item2!.Value))
                .ToList();
        if (numbers.Count > 1)
        {
            var (least, most) = (numbers.MinBy(item => item.Item2), numbers.MaxBy(item => item.Item2));
            var allowed = check.IsRelative ? check.Within * Math.Max(Math.Abs(least.Item2), Math.Abs(most.Item2)) : check.Within;
            yield return new Comparison(most.Item2 - least.Item2 <= allowed, $"{group.Text}{least.Item1} {Number(least.Item2)}, {most.Item1} {Number(most.Item2)}");
        }
    }

    private static IEnumerable<Comparison> Bounds(ClaimCheck.Bound check, Group group)
    {
        foreach (var cell in group.Cells)
        {
            if (cell.Value(check.Measure) is { } value)
            {
                yield return new Comparison(check.IsBelow ? value < check.Value : value > check.Value, $"{group.Text}{check.Measure} {Number(value)}");
            }
        }
    }

    private static IEnumerable<Comparison> Sides(ClaimCheck.Compare check, ImmutableArray<ReportRun> runs, Judgement judgement)
    {
        var left = Group.By(check.Each, check.Left, runs);
        var right = Group.By(check.Each, check.Right, runs).ToDictionary(group => group.Text);
        foreach (var group in left)
        {
            if (right.TryGetValue(group.Text, out var other) && Value(group) is { } a && Value(other) is { } b)
            {
                yield return new Comparison(check.IsGreater ? a > b : a < b, $"{group.Text}{check.Measure} {Number(a)} and {Number(b)}");
            }
        }

        double? Value(Group group) => check.Pick is Pick.Best or Pick.Worst
            ? judgement.Select(group.Cells, cell => cell.Value(check.Measure), check.Measure.Metric, check.Pick)?.Value(check.Measure)
            : Mean(group.Cells, check.Measure);
    }

    private static IEnumerable<Group> Groups(ClaimCheck check, ImmutableArray<ReportRun> runs) => Group.By(check.Each, check.Runs, runs);

    private static double? MeanAt(string parameter, ParameterValue value, IEnumerable<Cell> cells, Measure measure)
    {
        var condition = new ParameterCondition(parameter, value);
        return Mean(cells.Where(cell => condition.Matches(cell.Parameters.Find(parameter))), measure);
    }

    private static double? Mean(IEnumerable<Cell> cells, Measure measure)
    {
        var values = cells.Select(cell => cell.Value(measure)).OfType<double>().ToList();
        return values.Count > 0 ? values.Average() : null;
    }

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    /// <param name="Text">What its cells have in common: <c>dataset mnist, latent 15: </c>; empty when the claim is made once.</param>
    private sealed record Group(string Text, ImmutableArray<Cell> Cells)
    {
        public static IEnumerable<Group> By(ImmutableArray<string> names, RunSelection chosen, ImmutableArray<ReportRun> runs) => Cell
            .From(runs.Where(run => chosen.Matches(run.Grid, run.Parameters)), bySeed: names.Contains(Cell.Seed))
            .GroupBy(cell => string.Join(", ", names.Select(name => $"{name} {Names.Value(cell.Parameters.Find(name))}")))
            .Select(group => new Group(group.Key.Length > 0 ? $"{group.Key}: " : "", [.. group]));

        /// <summary>The mean at each value of a hyperparameter, or by how much it changes there with another one, in order of the value.</summary>
        public List<(ParameterValue Value, double Mean)> Along(string name, Measure measure, ClaimCheck.Step? change = null) =>
        [
            .. Cells.Where(cell => cell.Parameters.Contains(name))
                .GroupBy(cell => cell.Parameters.Find(name)!)
                .OrderBy(group => group.Key, ParameterOrder.Instance)
                .Select(group => (group.Key, change is null
                    ? Mean(group, measure)
                    : MeanAt(change.Parameter, change.To, group, measure) - MeanAt(change.Parameter, change.From, group, measure)))
                .Where(point => point.Item2 is not null)
                .Select(point => (point.Key, point.Item2!.Value)),
        ];
    }
}
