using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweep.Messages.Parameters;
using Sweep.Messages.Studies;
using Sweep.Reports.Checks;

namespace Sweep.Reports.Figures;

/// <summary>A metric against a hyperparameter.</summary>
internal static class LineFigure
{
    // From this ratio of the largest to the smallest value on, an axis is logarithmic unless the study says otherwise.
    private const double LogarithmicFrom = 20;

    public static Figure Draw(ReportInput input, StudyFigure figure, string title)
    {
        var runs = new FigureRuns(input, figure);
        var x = figure.X
            ?? runs.Varying.FirstOrDefault(name => runs.Cells.All(cell => ParameterOrder.Number(cell.Parameters.Find(name)) is not null))
            ?? runs.Varying.FirstOrDefault();
        if (x is null)
        {
            return new Figure.Absent(title, "No completed runs differ in a hyperparameter.");
        }

        var points = Points(runs, figure, x).ToList();
        return points.Count == 0
            ? new Figure.Absent(title, "No completed run has these metrics.")
            : new Figure.Chart(title, Caption(runs, figure, points), Specification(runs, figure, x, points));
    }

    private static IEnumerable<Point> Points(FigureRuns runs, StudyFigure figure, string x) =>
        from panel in runs.Panels()
        from line in FigureRuns.By(figure.Lines, panel.Cells)
        from at in FigureRuns.By(x, line.Cells)
        where at.Value is not null
        let cells = runs.Picked(at.Cells, figure.Pick)
        from metric in runs.Metrics
        let values = cells.SelectMany(cell => cell.Runs).Select(run => Cell.Of(run, new Measure(metric))).OfType<double>().Where(double.IsFinite).ToList()
        where values.Count > 0
        select new Point(
            panel.Panel, Names.Value(line.Value), Names.Bare(metric), at.Value, values.Average(), values.Min(), values.Max(),
            cells.Length == 1 ? runs.Describe(cells[0], x, figure.Lines, figure.Panels) : $"mean of {cells.Length} cells");

    private static JsonObject Specification(FigureRuns runs, StudyFigure figure, string x, List<Point> points)
    {
        var (lines, metrics) = (points.Select(point => point.Line).Distinct().ToList(), points.Select(point => point.Metric).Distinct().ToList());
        var byLine = figure.Lines is not null;
        var (field, title, values) = byLine ? ("line", Names.Parameter(figure.Lines!), lines) : ("metric", "Metric", metrics);
        var hasLegend = byLine || metrics.Count > 1;
        var encoding = new JsonObject
        {
            ["x"] = Horizontal(figure, x, points),
            ["y"] = Charts.Field("value", "quantitative", Names.Shared(runs.Metrics), ("scale", new JsonObject { ["zero"] = false })),
            ["color"] = Charts.Colour(field, title, values),
            ["shape"] = Charts.Shape(field, title, values),
            ["tooltip"] = Charts.Tooltip(
            [
                ("metric", "Metric", null), ("value", "Value", ".5~g"), ("at", Names.Parameter(x), null),
                .. byLine ? [("line", title, (string?)null)] : Array.Empty<(string, string, string?)>(), ("cell", "Cell", null),
            ]),
        };
        if (byLine && metrics.Count > 1)
        {
            encoding["strokeDash"] = Charts.Shape("metric", "Metric", metrics);
        }

        var parameters = new JsonArray();
        if (hasLegend)
        {
            parameters.Add(Charts.LegendToggle(field));
            encoding["opacity"] = Charts.OpacityWhenShown();
        }
        else
        {
            encoding["color"]!["legend"] = encoding["shape"]!["legend"] = null;
        }

        var chart = new JsonObject
        {
            ["mark"] = new JsonObject { ["type"] = "line", ["point"] = new JsonObject { ["size"] = 60 } },
            ["params"] = parameters,
            ["encoding"] = encoding,
        };
        var panels = figure.Panels is null ? null : points.Select(point => point.Panel).Distinct().ToList();
        return Charts.Paneled(
            points.Exists(point => point.High > point.Low) ? WithSpread(chart) : chart, Charts.Array(points.Select(point => (JsonNode?)point.ToJson())), panels, hasLegend);
    }

    /// <summary>The lines with a bar at each point, from the least to the largest.</summary>
    private static JsonObject WithSpread(JsonObject chart)
    {
        var encoding = (JsonObject)chart["encoding"]!;
        var bars = new JsonObject
        {
            ["x"] = encoding["x"]!.DeepClone(),
            ["y"] = Charts.With((JsonObject)encoding["y"]!.DeepClone(), ("field", "low")),
            ["y2"] = new JsonObject { ["field"] = "high" },
            ["color"] = encoding["color"]!.DeepClone(),
        };
        if (encoding.ContainsKey("opacity"))
        {
            bars["opacity"] = Charts.OpacityWhenShown();
        }

        return new JsonObject { ["layer"] = new JsonArray(chart, new JsonObject { ["mark"] = new JsonObject { ["type"] = "rule", ["strokeWidth"] = 1.5 }, ["encoding"] = bars }) };
    }

    private static JsonObject Horizontal(StudyFigure figure, string x, List<Point> points)
    {
        var numbers = points.Select(point => ParameterOrder.Number(point.At)).OfType<double>().Distinct().Order().ToList();
        if (points.Exists(point => ParameterOrder.Number(point.At) is null))
        {
            var order = points.Select(point => point.At).Distinct().Order(ParameterOrder.Instance).Select(Names.Value);
            return Charts.Field("at", "ordinal", Names.Parameter(x), ("sort", Charts.Texts(order)), ("axis", new JsonObject { ["labelAngle"] = 0 }));
        }

        var scale = new JsonObject { ["zero"] = false, ["nice"] = false, ["padding"] = 14 };
        var ratio = numbers[0] > 0 ? numbers[^1] / numbers[0] : 0;
        if (figure.IsLogarithmic ?? ratio >= LogarithmicFrom)
        {
            scale["type"] = numbers[0] > 0 ? "log" : "symlog";
            scale.Remove("zero");
            if (numbers[0] <= 0)
            {
                // Zero has no logarithm: such an axis is linear up to the smallest number above it.
                scale["constant"] = numbers.Where(number => number > 0).DefaultIfEmpty(1).First();
            }
        }

        var axis = new JsonObject { ["values"] = Charts.Array(numbers.Select(number => (JsonNode?)JsonValue.Create(number))), ["labelExpr"] = Charts.ShortNumber, ["labelOverlap"] = true };
        return Charts.Field("x", "quantitative", Names.Parameter(x), ("axis", axis), ("scale", scale));
    }

    private static string Caption(FigureRuns runs, StudyFigure figure, List<Point> points) => figure.Pick switch
    {
        Pick.Best => $"For each point the best cell by {Names.Bare(runs.Ranking)}.",
        Pick.Worst => $"For each point the worst cell by {Names.Bare(runs.Ranking)}.",
        _ when points.Exists(point => point.High > point.Low) => "Points are means; bars reach from the least to the largest.",
        _ => "",
    };

    private sealed record Point(string Panel, string Line, string Metric, ParameterValue At, double Value, double Low, double High, string Cell)
    {
        public JsonObject ToJson() => new()
        {
            ["panel"] = Panel,
            ["line"] = Line,
            ["metric"] = Metric,
            ["x"] = ParameterOrder.Number(At),
            ["at"] = Names.Value(At),
            ["value"] = Math.Round(Value, 6),
            ["low"] = Math.Round(Low, 6),
            ["high"] = Math.Round(High, 6),
            ["cell"] = Cell,
        };
    }
}
