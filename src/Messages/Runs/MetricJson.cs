using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Messages.Runs;

/// <summary>
/// Metrics as a JSON object of numbers, shortest form that reads back to the same bits; <c>"NaN"</c>, <c>"Infinity"</c> and
/// <c>"-Infinity"</c> as texts, because JSON has no numbers for them.
/// </summary>
public sealed class MetricJson : JsonConverter<MetricSet>
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new MetricJson() } };

    public static string Write(MetricSet metrics) => JsonSerializer.Serialize(metrics, Options);

    /// <exception cref="JsonException">The text is no JSON object of numbers.</exception>
    public static MetricSet Read(string json) => JsonSerializer.Deserialize<MetricSet>(json, Options) ?? MetricSet.Empty;

    public override MetricSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Metrics are a JSON object, not {reader.TokenType}.");
        }

        var values = new List<KeyValuePair<string, double>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            values.Add(new(name, reader.TokenType == JsonTokenType.String ? Named(reader.GetString()!) : reader.GetDouble()));
        }

        return MetricSet.From(values);
    }

    public override void Write(Utf8JsonWriter writer, MetricSet value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, number) in value)
        {
            if (double.IsFinite(number))
            {
                writer.WriteNumber(name, number);
            }
            else
            {
                writer.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
            }
        }

        writer.WriteEndObject();
    }

    private static double Named(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new JsonException($"A metric is a number, \"NaN\", \"Infinity\" or \"-Infinity\", not \"{text}\"."),
    };
}
