using System.Text.Json.Nodes;
using Sweep.Messages.Studies;
using Sweep.Reports.Checks;

namespace Sweep.Reports.Figures;

/// <summary>A metric by cell, or by the values of a hyperparameter.</summary>
internal static class BarsFigure
{
    // More bars are no picture: then the best and the worst are shown.
    private const int MostBars = 40;

    public static Figure Draw(ReportInput input, StudyFigure figure, string title)
    {
        var runs = new FigureRuns(input, figure);
        var bars = runs.Panels().SelectMany(panel => Bars(panel.Panel, runs.Ranked(runs.Picked([.. panel.Cells], figure.Pick)), runs, figure)).ToList();
        if (bars.Count == 0)
        {
            return new Figure.Absent(title, "No completed run has these metrics.");
        }

        var panels = figure.Panels is null ? null : bars.Select(bar => bar.Panel).Distinct().ToList();
        var caption = runs.Panels().Any(panel => panel.Cells.Length > MostBars) && figure.X is null ? $"The best and the worst {MostBars / 2} cells." : "";
        var data = Charts.Array(bars.Select(bar => (JsonNode?)bar.ToJson()));
        return new Figure.Chart(title, caption, figure.X is null ? Horizontal(runs, figure, bars, data, panels) : Grouped(runs, figure, bars, data, panels));
    }

    private static IEnumerable<Bar> Bars(string panel, IEnumerable<Cell> ranked, FigureRuns runs, StudyFigure figure)
    {
        var cells = ranked.ToList();
        var shown = cells.Count <= MostBars || figure.X is not null ? cells : [.. cells.Take(MostBars / 2), .. cells.TakeLast(MostBars / 2)];
        var named = from cell in shown
                    let at = figure.X is null ? runs.Describe(cell, figure.Panels) : Names.Value(cell.Parameters.Find(figure.X))
                    let line = figure.Lines is null ? "" : Names.Value(cell.Parameters.Find(figure.Lines))
                    from metric in runs.Metrics
                    let value = cell.Value(new Measure(metric))
                    where value is not null && double.IsFinite(value.Value)
                    group value.Value by (at, line, metric) into same
                    select new Bar(panel, same.Key.at, same.Key.line, Names.Bare(same.Key.metric), same.Average(), same.Count());
        return named;
    }

    private static JsonObject Horizontal(FigureRuns runs, StudyFigure figure, List<Bar> bars, JsonArray data, List<string>? panels)
    {
        var severalMetrics = bars.Select(bar => bar.Metric).Distinct().Skip(1).Any();
        var encoding = new JsonObject
        {
            ["y"] = Charts.Field(
                "at", "nominal", "",
                ("sort", Charts.Texts(bars.Select(bar => bar.At).Distinct())),
                ("axis", new JsonObject { ["labelLimit"] = 320, ["title"] = null })),
            ["x"] = Charts.Field("value", "quantitative", Names.Shared(runs.Metrics)),
            ["tooltip"] = Tooltip(),
        };
        if (severalMetrics)
        {
            encoding["color"] = Charts.Colour("metric", "Metric", [.. bars.Select(bar => bar.Metric).Distinct()]);
            encoding["yOffset"] = new JsonObject { ["field"] = "metric" };
        }

        var chart = Charts.Paneled(new JsonObject { ["mark"] = new JsonObject { ["type"] = "bar" }, ["encoding"] = encoding }, data, panels, hasLegend: true);
        var spec = panels is null ? chart : (JsonObject)chart["spec"]!;
        spec["height"] = new JsonObject { ["step"] = severalMetrics ? 12 : 16 };
        if (panels is not null)
        {
            // Panels have bars of their own, best first, below each other so that the names have room.
            chart["columns"] = 1;
            spec["width"] = Charts.Size(1, hasLegend: true).Width - 120;
            chart["resolve"] = new JsonObject { ["scale"] = new JsonObject { ["y"] = "independent" } };
        }
        else
        {
            spec["width"] = Charts.Size(1, hasLegend: true).Width - 120;
        }

        return chart;
    }

    private static JsonObject Grouped(FigureRuns runs, StudyFigure figure, List<Bar> bars, JsonArray data, List<string>? panels)
    {
        var byLine = figure.Lines is not null;
        var field = byLine ? "line" : "metric";
        var values = bars.Select(bar => byLine ? bar.Line : bar.Metric).Distinct().ToList();
        var hasLegend = values.Count > 1;
        var encoding = new JsonObject
        {
            ["x"] = Charts.Field(
                "at",
                "ordinal",
                Names.Parameter(figure.X!),
                ("sort", Charts.Texts(bars.Select(bar => bar.At).Distinct().OrderBy(Order))),
                ("axis", new JsonObject { ["labelAngle"] = 0 })),
            ["y"] = Charts.Field("value", "quantitative", Names.Shared(runs.Metrics)),
            ["tooltip"] = Tooltip(),
        };
        if (hasLegend)
        {
            encoding["xOffset"] = new JsonObject { ["field"] = field, ["sort"] = Charts.Texts(values) };
            encoding["color"] = Charts.Colour(field, byLine ? Names.Parameter(figure.Lines!) : "Metric", values);
            encoding["opacity"] = Charts.OpacityWhenShown();
        }

        var chart = new JsonObject { ["mark"] = new JsonObject { ["type"] = "bar" }, ["encoding"] = encoding };
        if (hasLegend)
        {
            chart["params"] = new JsonArray(Charts.LegendToggle(field));
        }

        return Charts.Paneled(chart, data, panels, hasLegend);
    }

    // Numbers by size before names.
    private static (double, string) Order(string text) => (double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : double.MaxValue, text);

    private static JsonArray Tooltip() => Charts.Tooltip(("at", "Cell", null), ("line", "Of", null), ("metric", "Metric", null), ("value", "Value", ".5~g"), ("cells", "Cells", "d"));

    private sealed record Bar(string Panel, string At, string Line, string Metric, double Value, int Cells)
    {
        public JsonObject ToJson() => new()
        {
            ["panel"] = Panel,
            ["at"] = At,
            ["line"] = Line,
            ["metric"] = Metric,
            ["value"] = Math.Round(Value, 6),
            ["cells"] = Cells,
        };
    }
}
