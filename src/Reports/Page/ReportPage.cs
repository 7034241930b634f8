using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Reports.Checks;
using Sweep.Reports.Figures;

namespace Sweep.Reports.Page;

/// <summary>The report as one HTML file that needs nothing beside itself: its own policy forbids it the network.</summary>
public static class ReportPage
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default };

    public static string Write(ReportInput input)
    {
        var body = new StringBuilder();
        PageHead.Append(body, input);
        CheckTables.Append(body, SweepChecks.Of(input), input.Counts);
        var figures = FigureDrawing.All(input).ToList();
        if (figures.Count > 0)
        {
            body.Append("<h2>Figures</h2>\n").Append("<p class=\"faint\">A click on a legend's entry shows it alone, with Shift several. ")
                .Append("Dragging moves an axis, Shift and the wheel zoom, a double click goes back.</p>\n");
        }

        for (var i = 0; i < figures.Count; i++)
        {
            Append(body, figures[i], $"figure-{i + 1}");
        }

        RunsTable.Append(body, input);
        var title = Html.Text(input.Plan.Name.Length > 0 ? input.Plan.Name : input.Sweep.Value);
        string[] libraries = ["vega.min.js", "vega-lite.min.js", "vega-embed.min.js"];
        return Resource("page.html")
            .Replace("{{title}}", title)
            .Replace("{{style}}", Resource("page.css"))
            .Replace("{{libraries}}", string.Join('\n', libraries.Select(Script)))
            .Replace("{{script}}", Script("page.js"))
            .Replace("{{body}}", body.ToString());
    }

    private static void Append(StringBuilder body, Figure figure, string id)
    {
        body.Append($"<figure id=\"{id}\"><figcaption><h3>{Html.Text(figure.Title)}</h3>");
        if (figure.Caption.Length > 0)
        {
            body.Append($"<p>{Html.Text(figure.Caption)}</p>");
        }

        body.Append("</figcaption>\n");
        switch (figure)
        {
            case Figure.Chart { Specification: var chart }:
                body.Append($"<div class=\"chart\" data-spec=\"{id}-spec\"></div>\n<script type=\"application/json\" id=\"{id}-spec\">{Inline(chart)}</script>\n");
                break;
            case Figure.Markup { Html: var html }:
                body.Append(html);
                break;
            case Figure.Absent:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(figure), figure, "Unknown kind of figure.");
        }

        body.Append("</figure>\n");
    }

    // The encoder writes < as an escape, so that no text of a study can end the element.
    private static string Inline(JsonNode chart) => chart.ToJsonString(Compact);

    // The end of a script element must not occur within one.
    private static string Script(string name) => Resource(name).Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase);

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
