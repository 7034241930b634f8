using System.Text.Json.Nodes;

namespace Sweep.Reports.Figures;

/// <summary>Parts that charts share.</summary>
internal static class Charts
{
    private const int PageWidth = 980;

    // What the vertical axis takes beside a panel, and a legend beside the chart.
    private const int RoomForAxis = 64;
    private const int RoomForLegend = 190;

    // More colours cannot be told apart: then they are shades in order.
    private const int MostColours = 8;

    /// <summary>How an axis writes its numbers where they are those of a hyperparameter: <c>30</c>, <c>0.001</c>, <c>1e-5</c>.</summary>
    public const string ShortNumber = "datum.value === 0 || abs(datum.value) >= 0.001 ? '' + datum.value : replace(format(datum.value, '.2~e'), '\u2212', '-')";

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    public static JsonArray Texts(IEnumerable<string> items) => Array(items.Select(item => (JsonNode?)JsonValue.Create(item)));

    public static JsonObject With(JsonObject item, params ReadOnlySpan<(string Key, JsonNode? Value)> more)
    {
        foreach (var (key, value) in more)
        {
            item[key] = value;
        }

        return item;
    }

    /// <summary>A field of the data along an axis or in a legend.</summary>
    /// <param name="type"><c>quantitative</c>, <c>nominal</c> or <c>ordinal</c>.</param>
    public static JsonObject Field(string field, string type, string title, params ReadOnlySpan<(string Key, JsonNode? Value)> more) =>
        With(new JsonObject { ["field"] = field, ["type"] = type, ["title"] = title }, more);

    /// <summary>Colour by a field whose values are given in their order.</summary>
    public static JsonObject Colour(string field, string title, IReadOnlyCollection<string> values)
    {
        var scale = new JsonObject { ["domain"] = Texts(values) };
        if (values.Count > MostColours)
        {
            scale["scheme"] = "viridis";
        }

        return Field(field, "nominal", title, ("scale", scale));
    }

    /// <summary>A legend that shows lines, with their dashes.</summary>
    public static JsonObject LineLegend() => new() { ["symbolType"] = "stroke", ["symbolSize"] = 260 };

    /// <summary>A field by the shape of points or dashes of lines.</summary>
    public static JsonObject Shape(string field, string title, IEnumerable<string> values) =>
        Field(field, "nominal", title, ("scale", new JsonObject { ["domain"] = Texts(values) }));

    /// <summary>A click on the legend shows one entry alone; with shift, several.</summary>
    public static JsonObject LegendToggle(string field) => new()
    {
        ["name"] = "shown",
        ["select"] = new JsonObject { ["type"] = "point", ["fields"] = Texts([field]) },
        ["bind"] = "legend",
    };

    public static JsonObject OpacityWhenShown(double opacity = 1) => new()
    {
        ["condition"] = new JsonObject { ["param"] = "shown", ["value"] = opacity },
        ["value"] = 0.08,
    };

    /// <summary>Dragging moves, the wheel with shift zooms: without shift it scrolls the page.</summary>
    public static JsonObject Zoom() => new()
    {
        ["name"] = "zoom",
        ["select"] = new JsonObject { ["type"] = "interval", ["zoom"] = "wheel![event.shiftKey]" },
        ["bind"] = "scales",
    };

    /// <param name="items">With a format, such as <c>.4~g</c>, a number.</param>
    public static JsonArray Tooltip(params IEnumerable<(string Field, string Title, string? Format)> items) => Array(items.Select(item => (JsonNode?)(item.Format is null
        ? Field(item.Field, "nominal", item.Title)
        : Field(item.Field, "quantitative", item.Title, ("format", item.Format)))));

    /// <summary>Size of each panel, at most three of them in a row.</summary>
    public static (int Width, int Height, int Columns) Size(int panels, bool hasLegend)
    {
        var columns = Math.Clamp(panels, 1, 3);
        var width = ((PageWidth - (hasLegend ? RoomForLegend : 0)) / columns) - RoomForAxis;
        return (width, columns == 1 ? 320 : 250, columns);
    }

    /// <summary>Charts of their own, side by side in rows of so many; a colour may mean something else in each.</summary>
    public static JsonObject Beside(IEnumerable<JsonObject> charts, int columns) => new()
    {
        ["vconcat"] = Array(charts.Chunk(columns).Select(row => (JsonNode?)new JsonObject { ["hconcat"] = Array(row), ["resolve"] = OwnColours() })),
        ["resolve"] = OwnColours(),
    };

    private static JsonObject OwnColours() => new() { ["scale"] = new JsonObject { ["color"] = "independent", ["shape"] = "independent" } };

    /// <summary>A chart of one panel or several; the field <c>panel</c> of the data says which.</summary>
    /// <param name="panels">In order; null when there is one without a name.</param>
    public static JsonObject Paneled(JsonObject chart, JsonArray data, IReadOnlyCollection<string>? panels, bool hasLegend)
    {
        var (width, height, columns) = Size(panels?.Count ?? 1, hasLegend);
        With(chart, ("width", width), ("height", height));
        var values = new JsonObject { ["values"] = data };
        return panels is null
            ? With(chart, ("data", values))
            : new JsonObject
            {
                ["data"] = values,
                ["columns"] = columns,
                ["facet"] = new JsonObject { ["field"] = "panel", ["type"] = "nominal", ["sort"] = Texts(panels), ["title"] = null },
                ["spec"] = chart,
            };
    }
}
