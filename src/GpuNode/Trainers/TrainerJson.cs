using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Messages.Parameters;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Trainers;

/// <summary>The messages of <c>TrainerProtocol.cs</c> as JSON, an object with one property: <c>{"stop":{…}}</c>. No other types are read.</summary>
public static class TrainerJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters =
        {
            new MetricJson(),
            new ParametersJson(),
            new RunKeyJson(),
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower),
            new NamedCases<RunOutcome>(
                ("completed", typeof(RunOutcome.Completed)),
                ("failed", typeof(RunOutcome.Failed)),
                ("interrupted", typeof(RunOutcome.Interrupted))),
            new NamedCases<object>(
                ("ready", typeof(TrainerReady)),
                ("train", typeof(AssignBundle)),
                ("stop", typeof(StopBundle)),
                ("epoch", typeof(RunReport.Epoch)),
                ("ended", typeof(RunReport.Ended)),
                ("checkpoint-failed", typeof(CheckpointFailed)),
                ("note", typeof(TrainerNote)),
                ("done", typeof(BundleDone))),
        },
    };

    /// <exception cref="JsonException">It is no message of the protocol.</exception>
    public static byte[] Write(object message) => JsonSerializer.SerializeToUtf8Bytes(message, typeof(object), Options);

    /// <exception cref="JsonException">The bytes are no message of the protocol.</exception>
    public static object Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<object>(json, Options) ?? throw new JsonException("A message is a JSON object, not null.");
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new JsonException($"A message has a value that it cannot have: {error.Message}", error);
        }
    }

    /// <summary>One of several types, by a name of its own.</summary>
    private sealed class NamedCases<T>(params (string Name, Type Type)[] cases) : JsonConverter<T>
        where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            {
                throw new JsonException("A named case is a JSON object with one property.");
            }

            var name = reader.GetString();
            var type = cases.FirstOrDefault(known => known.Name == name).Type
                ?? throw new JsonException($"`{name}` is none of {string.Join(", ", cases.Select(known => known.Name))}.");
            reader.Read();
            var value = JsonSerializer.Deserialize(ref reader, type, options) as T ?? throw new JsonException($"`{name}` has no content.");
            return reader.Read() && reader.TokenType == JsonTokenType.EndObject
                ? value
                : throw new JsonException($"Something follows `{name}`, which must stand alone.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var type = value.GetType();
            writer.WriteStartObject();
            writer.WritePropertyName(cases.FirstOrDefault(known => known.Type == type).Name ?? throw new JsonException($"{type.Name} is no message of the protocol."));
            JsonSerializer.Serialize(writer, value, type, options);
            writer.WriteEndObject();
        }
    }

    private sealed class ParametersJson : JsonConverter<ParameterSet>
    {
        public override ParameterSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return ParameterJson.Read(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, ParameterSet value, JsonSerializerOptions options) => ParameterJson.Write(writer, value);
    }

    private sealed class RunKeyJson : JsonConverter<RunKey>
    {
        public override RunKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => RunKey.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, RunKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
