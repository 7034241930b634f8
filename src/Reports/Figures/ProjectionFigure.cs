using System.Text.Json.Nodes;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Studies;
using Sweep.Reports.Statistics;

namespace Sweep.Reports.Figures;

/// <summary>Latent codes in two dimensions, coloured by class.</summary>
internal static class ProjectionFigure
{
    // Its time grows with the square.
    private const int MostNeighbours = 1500;

    public static Figure Draw(ReportInput input, StudyFigure figure, string title)
    {
        // One run with nothing said about which: the best one.
        var one = figure.Pick is Pick.All && figure.Panels is null ? figure with { Pick = Pick.Best } : figure;
        var (runs, caption) = ArtifactRuns.Of(input, one, artifacts => artifacts.Components > 1 && artifacts.Codes.Length > artifacts.Components);
        if (runs.IsEmpty)
        {
            return new Figure.Absent(title, caption);
        }

        var (width, height, columns) = Charts.Size(Math.Min(2, runs.Length), hasLegend: true);
        var chart = Charts.Beside(runs.Select(run => Chart(run, figure.Projection, width, columns == 1 ? 460 : height + 90)), columns);
        var about = figure.Projection is Projection.Neighbours
            ? "Latent codes of test images by t-SNE (perplexity 30); only who is near whom means something, not the axes."
            : "Latent codes of test images in the two directions of largest variance.";
        return new Figure.Chart(title, $"{about} {caption}".Trim(), chart);
    }

    private static JsonObject Chart(ArtifactRun run, Projection projection, int width, int height)
    {
        var artifacts = run.Artifacts;
        var isNeighbours = projection is Projection.Neighbours;
        var count = artifacts.Codes.Length / artifacts.Components;
        count = isNeighbours ? Math.Min(count, MostNeighbours) : count;
        var places = isNeighbours ? NeighbourEmbedding.Of(artifacts.Codes.AsSpan()[..(count * artifacts.Components)], artifacts.Components) : FirstTwo(artifacts, count);
        var data = Charts.Array(Enumerable.Range(0, count).Select(i => (JsonNode?)new JsonObject
        {
            ["x"] = Round(places[2 * i]),
            ["y"] = Round(places[(2 * i) + 1]),
            ["class"] = ClassNames.Of(run.Run, artifacts.Labels[i]),
            ["image"] = i,
        }));
        var classes = Enumerable.Range(0, count).Select(i => artifacts.Labels[i]).Distinct().Order().Select(label => ClassNames.Of(run.Run, label)).ToList();
        var axis = isNeighbours ? new JsonObject { ["labels"] = false, ["ticks"] = false, ["grid"] = false } : new JsonObject();
        return new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = run.Title, ["fontSize"] = 12, ["fontWeight"] = "normal" },
            ["width"] = width,
            ["height"] = height,
            ["data"] = new JsonObject { ["values"] = data },
            ["mark"] = new JsonObject { ["type"] = "point", ["filled"] = true, ["size"] = 26 },
            ["params"] = new JsonArray(LegendToggle(run), Charts.Zoom()),
            ["encoding"] = new JsonObject
            {
                ["x"] = Charts.Field("x", "quantitative", Title(artifacts, 0, isNeighbours), ("axis", axis.DeepClone()), ("scale", new JsonObject { ["zero"] = false })),
                ["y"] = Charts.Field("y", "quantitative", Title(artifacts, 1, isNeighbours), ("axis", axis), ("scale", new JsonObject { ["zero"] = false })),
                ["color"] = Charts.Field("class", "nominal", "Class", ("scale", new JsonObject { ["domain"] = Charts.Texts(classes), ["range"] = "class" })),
                ["shape"] = Charts.Shape("class", "Class", classes),
                ["opacity"] = new JsonObject { ["condition"] = new JsonObject { ["param"] = Name(run), ["value"] = 0.75 }, ["value"] = 0.04 },
                ["tooltip"] = Charts.Tooltip(("class", "Class", null), ("image", "Test image", "d")),
            },
        };
    }

    // Parameters of one page's chart have different names.
    private static string Name(ArtifactRun run) => $"shown{run.Run.Index}";

    private static JsonObject LegendToggle(ArtifactRun run) => Charts.With(Charts.LegendToggle("class"), ("name", Name(run)));

    private static string Title(TestArtifacts artifacts, int component, bool isNeighbours) =>
        isNeighbours ? "" : FormattableString.Invariant($"Component {component + 1} ({artifacts.Explained[component]:P0} of variance)").Replace(" %", "%");

    private static double[] FirstTwo(TestArtifacts artifacts, int count)
    {
        var places = new double[2 * count];
        for (var i = 0; i < count; i++)
        {
            (places[2 * i], places[(2 * i) + 1]) = (artifacts.Codes[i * artifacts.Components], artifacts.Codes[(i * artifacts.Components) + 1]);
        }

        return places;
    }

    private static double Round(double value) => double.Parse(value.ToString("G4"));
}
