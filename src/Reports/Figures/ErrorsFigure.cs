using System.Text.Json.Nodes;
using Sweep.Messages.Studies;
using Sweep.Reports.Statistics;

namespace Sweep.Reports.Figures;

/// <summary>Histogram of the error per test image, with an estimate of its density and its mean.</summary>
internal static class ErrorsFigure
{
    private const int Bins = 60;

    public static Figure Draw(ReportInput input, StudyFigure figure, string title)
    {
        // One run with nothing said about which: the best one.
        var one = figure.Pick is Pick.All && figure.Panels is null ? figure with { Pick = Pick.Best } : figure;
        var (runs, caption) = ArtifactRuns.Of(input, one, artifacts => artifacts.Errors.Length > 1);
        if (runs.IsEmpty)
        {
            return new Figure.Absent(title, caption);
        }

        var (width, height, columns) = Charts.Size(Math.Min(2, runs.Length), hasLegend: false);
        return new Figure.Chart(
            title,
            $"Mean squared error of each of {runs[0].Artifacts.Errors.Length} test images; the curve estimates the density, the dashed line is the mean. {caption}".Trim(),
            Charts.Beside(runs.Select(run => Chart(run, width, height)), columns));
    }

    private static JsonObject Chart(ArtifactRun run, int width, int height)
    {
        var errors = run.Artifacts.Errors.Select(error => (double)error).ToArray();
        var (histogram, density) = (Histogram.Of(errors, Bins), Density.Of(errors));
        var bars = Enumerable.Range(0, Bins).Select(bin => (JsonNode?)new JsonObject
        {
            ["from"] = Round(histogram.From + (bin * histogram.Width)),
            ["to"] = Round(histogram.From + ((bin + 1) * histogram.Width)),
            ["density"] = Round(histogram.DensityAt(bin)),
            ["images"] = histogram.Counts[bin],
        });
        var curve = density.At.Zip(density.Values, (at, value) => (JsonNode?)new JsonObject { ["from"] = Round(at), ["density"] = Round(value) });
        var mean = errors.Average();
        return new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = $"{run.Title} · mean {mean:G3}, largest {errors.Max():G3}", ["fontSize"] = 12, ["fontWeight"] = "normal" },
            ["width"] = width,
            ["height"] = height,
            ["layer"] = new JsonArray(
                Layer(Charts.Array(bars), new JsonObject { ["type"] = "rect", ["opacity"] = 0.55 }, new JsonObject
                {
                    ["x"] = Charts.Field("from", "quantitative", "Mean squared error of an image",
                        ("scale", new JsonObject { ["zero"] = false }), ("axis", new JsonObject { ["tickCount"] = 6 })),
                    ["x2"] = new JsonObject { ["field"] = "to" },
                    ["y"] = Charts.Field("density", "quantitative", "Density"),
                    ["y2"] = new JsonObject { ["datum"] = 0 },
                    ["tooltip"] = Charts.Tooltip(("from", "From", ".3~g"), ("to", "To", ".3~g"), ("images", "Images", "d")),
                }),
                Layer(Charts.Array(curve), new JsonObject { ["type"] = "line", ["strokeWidth"] = 2, ["color"] = "#D55E00" }, new JsonObject
                {
                    ["x"] = new JsonObject { ["field"] = "from", ["type"] = "quantitative" },
                    ["y"] = new JsonObject { ["field"] = "density", ["type"] = "quantitative" },
                }),
                Layer([new JsonObject { ["mean"] = Round(mean) }], new JsonObject { ["type"] = "rule", ["strokeDash"] = new JsonArray(6, 4), ["strokeWidth"] = 2 }, new JsonObject
                {
                    ["x"] = new JsonObject { ["field"] = "mean", ["type"] = "quantitative" },
                    ["tooltip"] = Charts.Tooltip(("mean", "Mean", ".4~g")),
                })),
        };
    }

    private static JsonObject Layer(JsonArray data, JsonObject mark, JsonObject encoding) =>
        new() { ["data"] = new JsonObject { ["values"] = data }, ["mark"] = mark, ["encoding"] = encoding };

    // Five digits are more than a pixel tells.
    private static double Round(double value) => value == 0 ? 0 : double.Parse(value.ToString("G5"));
}
