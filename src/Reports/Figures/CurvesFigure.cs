using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweep.Messages.Studies;
using Sweep.Reports.Checks;

namespace Sweep.Reports.Figures;

/// <summary>Metrics over epochs.</summary>
internal static class CurvesFigure
{
    // Of the cells of one panel that nothing tells apart, so many are shown.
    private const int MostCells = 8;

    public static Figure Draw(ReportInput input, StudyFigure figure, string title)
    {
        var runs = new FigureRuns(input, figure);
        var points = (from panel in runs.Panels()
                      from line in Lines(runs, figure, panel.Cells)
                      let cells = runs.Picked(line.Cells, figure.Pick)
                      from metric in runs.Metrics
                      from point in Points(panel.Panel, line.Line, metric, cells, runs, figure)
                      select point).ToList();
        return points.Count == 0
            ? new Figure.Absent(title, "No completed run has these metrics.")
            : new Figure.Chart(title, Caption(runs, figure, points), Specification(runs, figure, points));
    }

    private static IEnumerable<(string Line, ImmutableArray<Cell> Cells)> Lines(FigureRuns runs, StudyFigure figure, ImmutableArray<Cell> cells) =>
        figure.Lines is { } name ? FigureRuns.By(name, cells).Select(group => (Names.Value(group.Value), group.Cells))
        : figure.Pick is not Pick.All || cells.Length == 1 ? [("", cells)]
        : runs.Ranked(cells).Take(MostCells).Select(cell => (runs.Describe(cell, figure.Panels), ImmutableArray.Create(cell)));

    private static IEnumerable<Point> Points(string panel, string line, string metric, ImmutableArray<Cell> cells, FigureRuns runs, StudyFigure figure)
    {
        var about = cells.Length == 1 ? runs.Describe(cells[0], figure.Panels) : $"mean of {cells.Length} cells";
        return from cell in cells
               from run in cell.Runs
               from epoch in run.Epochs
               let value = epoch.Metrics[metric]
               where value is not null && double.IsFinite(value.Value)
               group value.Value by epoch.Epoch into same
               orderby same.Key
               select new Point(panel, line, Names.Bare(metric), same.Key, same.Average(), about, cells.Length > 1);
    }

    private static JsonObject Specification(FigureRuns runs, StudyFigure figure, List<Point> points)
    {
        var (lines, metrics) = (points.Select(point => point.Line).Distinct().ToList(), points.Select(point => point.Metric).Distinct().ToList());
        var (byLine, severalMetrics) = (lines.Count > 1 || lines[0].Length > 0, metrics.Count > 1);
        var hasLegend = byLine || severalMetrics;
        var encoding = new JsonObject
        {
            ["x"] = Charts.Field(
                "epoch", "quantitative", "Epoch",
                ("axis", new JsonObject { ["tickMinStep"] = 1, ["format"] = "d" }),
                ("scale", new JsonObject { ["nice"] = false, ["padding"] = 8 })),
            ["y"] = Charts.Field("value", "quantitative", Names.Shared(runs.Metrics), ("scale", new JsonObject { ["zero"] = false })),
            ["color"] = byLine ? Charts.Colour("line", figure.Lines is { } name ? Names.Parameter(name) : "Cell", lines) : Charts.Colour("metric", "Metric", metrics),
            ["tooltip"] = Charts.Tooltip(("metric", "Metric", null), ("epoch", "Epoch", "d"), ("value", "Value", ".5~g"), ("cell", "Cell", null)),
        };
        if (severalMetrics)
        {
            encoding["strokeDash"] = Charts.With(Charts.Shape("metric", "Metric", metrics), ("legend", Charts.LineLegend()));
        }

        var parameters = new JsonArray(Charts.Zoom());
        if (hasLegend)
        {
            parameters.Add(Charts.LegendToggle(byLine ? "line" : "metric"));
            encoding["opacity"] = Charts.OpacityWhenShown();
            encoding["color"]!["legend"] = Charts.LineLegend();
        }
        else
        {
            encoding["color"]!["legend"] = null;
        }

        var chart = new JsonObject
        {
            ["mark"] = new JsonObject { ["type"] = "line", ["point"] = new JsonObject { ["size"] = 22 } },
            ["params"] = parameters,
            ["encoding"] = encoding,
        };
        var panels = figure.Panels is null ? null : points.Select(point => point.Panel).Distinct().ToList();
        return Charts.Paneled(chart, Charts.Array(points.Select(point => (JsonNode?)point.ToJson())), panels, hasLegend);
    }

    private static string Caption(FigureRuns runs, StudyFigure figure, List<Point> points) => figure.Pick switch
    {
        Pick.Best or Pick.Worst when figure.Lines is null => $"The {figure.Pick.ToString().ToLowerInvariant()} cell by {Names.Bare(runs.Ranking)}: "
            + string.Join("; ", points.Select(point => point.Panel.Length > 0 ? $"{point.Panel}: {point.Cell}" : point.Cell).Distinct()) + ".",
        Pick.Best => $"For each line the best cell by {Names.Bare(runs.Ranking)}.",
        Pick.Worst => $"For each line the worst cell by {Names.Bare(runs.Ranking)}.",
        Pick.All when figure.Lines is null && runs.Panels().Any(panel => panel.Cells.Length > MostCells) => $"The best {MostCells} of {runs.Cells.Length} cells.",
        _ when points.Exists(point => point.IsMean) => "Lines are means of the cells that share a colour.",
        _ => "",
    };

    private sealed record Point(string Panel, string Line, string Metric, int Epoch, double Value, string Cell, bool IsMean)
    {
        public JsonObject ToJson() => new()
        {
            ["panel"] = Panel,
            ["line"] = Line,
            ["metric"] = Metric,
            ["epoch"] = Epoch,
            ["value"] = Math.Round(Value, 6),
            ["cell"] = Cell,
        };
    }
}
