using System.Text.Json.Nodes;

namespace Sweep.Reports.Figures;

/// <summary>One figure of the page.</summary>
/// <param name="Caption">What it shows beyond its title: which runs, what was left out. Plain text; may be empty.</param>
public abstract record Figure(string Title, string Caption)
{
    /// <summary>Drawn by Vega-Lite (https://vega.github.io/vega-lite/docs/).</summary>
    public sealed record Chart(string Title, string Caption, JsonObject Specification) : Figure(Title, Caption);

    /// <summary>A table or images, as safe HTML.</summary>
    public sealed record Markup(string Title, string Caption, string Html) : Figure(Title, Caption);

    /// <summary>There is nothing to show yet; the caption says why.</summary>
    public sealed record Absent(string Title, string Caption) : Figure(Title, Caption);
}
