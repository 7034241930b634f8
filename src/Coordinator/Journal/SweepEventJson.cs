using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Messages.Events;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Journal;

/// <summary>The stored form of a sweep's events: a name (<see cref="SweepEventNames"/>) and JSON in UTF-8.</summary>
public static class SweepEventJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new MetricJson(), new SweepIdJson(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static byte[] Write(SweepEvent @event) => JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), Options);

    /// <exception cref="NotSupportedException">No event has that name.</exception>
    /// <exception cref="JsonException">The bytes are no such event.</exception>
    public static SweepEvent Read(string name, ReadOnlySpan<byte> json) =>
        (SweepEvent?)JsonSerializer.Deserialize(json, SweepEventNames.TypeOf(name), Options)
        ?? throw new JsonException($"The journal holds an event `{name}` without content.");

    private sealed class SweepIdJson : JsonConverter<SweepId>
    {
        public override SweepId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, SweepId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
