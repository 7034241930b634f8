using System.Collections.Immutable;
using Sweep.Messages.Studies;
using Sweep.Reports.Checks;

namespace Sweep.Reports.Figures;

/// <summary>Cells as rows of numbers: all of them, or the best and the worst.</summary>
internal static class TableFigure
{
    private const int MostRows = 100;

    // Of each end.
    private const int Extremes = 3;

    public static Figure Draw(ReportInput input, StudyFigure figure, string title)
    {
        var runs = new FigureRuns(input, figure);
        var cells = runs.Ranked(runs.Panels().SelectMany(panel => runs.Picked(panel.Cells, figure.Pick))).ToList();
        if (cells.Count == 0)
        {
            return new Figure.Absent(title, "No run has completed.");
        }

        var caption = cells.Count > MostRows ? $"The best {MostRows} of {cells.Count} cells." : "";
        return new Figure.Markup(title, caption, Table(runs, cells.Take(MostRows).Select(cell => ("", cell))));
    }

    public static Figure DrawExtremes(ReportInput input, StudyFigure figure, string title)
    {
        var runs = new FigureRuns(input, figure);
        var rows = new List<(string, Cell)>();
        foreach (var (_, cells) in runs.Panels())
        {
            var ranked = runs.Ranked(cells.Where(cell => cell.Value(new Measure(runs.Ranking)) is not null)).ToList();
            var best = ranked.Take(Math.Min(Extremes, (ranked.Count + 1) / 2)).ToList();
            rows.AddRange(best.Select((cell, i) => (i == 0 ? "best" : $"{i + 1}.", cell)));
            var worst = ranked.Skip(Math.Max(best.Count, ranked.Count - Extremes)).ToList();
            rows.AddRange(worst.Select((cell, i) => (i == worst.Count - 1 ? "worst" : $"{ranked.Count - worst.Count + i + 1}.", cell)));
        }

        return rows.Count == 0
            ? new Figure.Absent(title, "No run has completed.")
            : new Figure.Markup(title, $"By {Names.Bare(runs.Ranking)}.", Table(runs, rows));
    }

    private static string Table(FigureRuns runs, IEnumerable<(string Rank, Cell Cell)> cells)
    {
        var rows = cells.ToList();
        var hasRank = rows.Exists(row => row.Rank.Length > 0);
        ImmutableArray<string> metrics = runs.Metrics.Contains(runs.Ranking) ? runs.Metrics : [runs.Ranking, .. runs.Metrics];
        metrics = [.. metrics.Where(metric => rows.Exists(row => row.Cell.Value(new Measure(metric)) is not null))];
        string[] header = [.. hasRank ? ["Rank"] : Array.Empty<string>(), .. metrics.Select(Names.Metric), .. runs.Varying.Select(Names.Parameter)];
        var numbers = Enumerable.Range(hasRank ? 1 : 0, metrics.Length).ToHashSet();
        return Html.Table(header, rows.Select(row => (IReadOnlyList<string>)
        [
            .. hasRank ? [Html.Text(row.Rank)] : Array.Empty<string>(),
            .. metrics.Select(metric => row.Cell.Value(new Measure(metric)) is { } value ? Names.Number(value) : ""),
            .. runs.Varying.Select(name => row.Cell.Parameters.Find(name) is { } value ? Html.Text(Names.Value(value)) : ""),
        ]), numbers, isSortable: true);
    }
}
