using System.Text.Json;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Documents;

/// <summary>Fields that several documents have.</summary>
public static class JsonFields
{
    public static void WriteTextOrNull(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>JSON has no NaN and no infinity: they are texts.</summary>
    public static void WriteFigure(this Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    public static void WriteMetrics(this Utf8JsonWriter json, MetricSet metrics)
    {
        json.WriteStartObject("metrics");
        foreach (var (name, value) in metrics)
        {
            json.WriteFigure(name, value);
        }

        json.WriteEndObject();
    }

    internal static string Text(this JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"`{name}` is null.");

    internal static string? TextOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found.GetString() : null;

    internal static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    internal static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetString() ?? throw new FormatException($"An item of `{name}` is null."))];

    internal static double Figure(this JsonElement element, string name) => Figure(element.GetProperty(name));

    internal static MetricSet Metrics(this JsonElement element) =>
        MetricSet.From(element.GetProperty("metrics").EnumerateObject().Select(metric => KeyValuePair.Create(metric.Name, Figure(metric.Value))));

    private static double Figure(JsonElement value) => value.ValueKind != JsonValueKind.String ? value.GetDouble() : value.GetString() switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        var text => throw new FormatException($"`{text}` is no number."),
    };
}
