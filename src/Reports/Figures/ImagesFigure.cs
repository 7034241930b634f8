using System.Collections.Immutable;
using System.Text;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Studies;
using Sweep.Reports.Images;

namespace Sweep.Reports.Figures;

/// <summary>Rows of original, noisy and reconstructed images.</summary>
internal static class ImagesFigure
{
    private static readonly string[] AllRows = ["original", "noisy", "reconstructed"];

    public static Figure Draw(ReportInput input, StudyFigure figure, string title)
    {
        var (runs, caption) = ArtifactRuns.Of(input, figure, artifacts => artifacts.Reconstructions.Length > 0);
        if (runs.IsEmpty)
        {
            return new Figure.Absent(title, caption);
        }

        var html = new StringBuilder("<div class=\"samples\">");
        foreach (var run in runs)
        {
            html.Append($"<section><h4>{Html.Text(run.Title)}</h4>\n");
            foreach (var row in figure.Rows.IsEmpty ? AllRows : [.. figure.Rows])
            {
                Append(html, row, run, figure.Columns);
            }

            html.Append("</section>\n");
        }

        return new Figure.Markup(title, $"The first images of the test set. {caption}".Trim(), html.Append("</div>").ToString());
    }

    private static void Append(StringBuilder html, string row, ArtifactRun run, int columns)
    {
        var artifacts = run.Artifacts;
        var pixels = row switch { "original" => artifacts.Originals, "noisy" => artifacts.Noisy, _ => artifacts.Reconstructions };
        if (pixels.IsEmpty)
        {
            return;
        }

        html.Append($"<div class=\"strip\"><span>{row}</span>");
        for (var i = 0; i < Math.Min(columns, artifacts.Samples); i++)
        {
            var data = Convert.ToBase64String(Png.Encode(At(pixels, artifacts, i), artifacts.Width, artifacts.Height));
            var name = i < artifacts.Labels.Length ? $"{row}, class {ClassNames.Of(run.Run, artifacts.Labels[i])}" : row;
            html.Append($"<img alt=\"{name}\" title=\"{name}\" width=\"{artifacts.Width}\" height=\"{artifacts.Height}\" src=\"data:image/png;base64,{data}\">");
        }

        html.Append("</div>\n");
    }

    private static ReadOnlySpan<byte> At(ImmutableArray<byte> pixels, TestArtifacts artifacts, int image)
    {
        var size = artifacts.Width * artifacts.Height;
        return pixels.AsSpan().Slice(image * size, size);
    }
}
