using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Sweep.Messages.Parameters;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Messages.Protocol;

/// <summary>
/// A message as it travels between machines: a name (<see cref="ProtocolNames"/>) and JSON in UTF-8. What travels is what the record's
/// constructor takes; fields that a reader does not know are passed over, and those that it needs and does not find are an error.
/// </summary>
public static class ProtocolJson
{
    /// <summary>The shapes of our records, for those that travel in other conversations too.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepConstructorParameters, NameCases } },
        Converters =
        {
            new MetricJson(),
            new ParametersJson(),
            new ListJson(),
            new TextJson<SweepId>(id => id.Value, text => new SweepId(text)),
            new TextJson<RunKey>(key => key.ToString(), RunKey.Parse),
            new TextJson<BundleId>(id => id.Value.ToString("N"), text => new BundleId(Guid.ParseExact(text, "N"))),
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
        },
    };

    /// <exception cref="NotSupportedException">Messages of that type stay inside a process.</exception>
    public static byte[] Write(object message)
    {
        _ = ProtocolNames.NameOf(message);
        return JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), Options);
    }

    /// <exception cref="NotSupportedException">No message has that name.</exception>
    /// <exception cref="JsonException">The bytes are no such message.</exception>
    public static object Read(string name, ReadOnlySpan<byte> json)
    {
        var type = ProtocolNames.TypeOf(name);
        try
        {
            return JsonSerializer.Deserialize(json, type, Options) ?? throw new JsonException($"A message `{name}` has no content.");
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException or NotSupportedException or OverflowException)
        {
            throw new JsonException($"The content of a message `{name}` is none: {error.Message}", error);
        }
    }

    private static void KeepConstructorParameters(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object || info.Type.Assembly != typeof(ProtocolJson).Assembly || info.Type.IsAbstract)
        {
            return;
        }

        var parameters = info.Type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters();
        foreach (var property in info.Properties.ToList())
        {
            if (!parameters.Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)))
            {
                info.Properties.Remove(property);
            }
        }
    }

    private static void NameCases(JsonTypeInfo info)
    {
        if (info.Type == typeof(RunReport))
        {
            info.PolymorphismOptions = Cases("report", (typeof(RunReport.Epoch), "epoch"), (typeof(RunReport.Ended), "ended"));
        }
        else if (info.Type == typeof(RunOutcome))
        {
            info.PolymorphismOptions = Cases(
                "outcome", (typeof(RunOutcome.Completed), "completed"), (typeof(RunOutcome.Failed), "failed"), (typeof(RunOutcome.Interrupted), "interrupted"));
        }
    }

    private static JsonPolymorphismOptions Cases(string property, params ReadOnlySpan<(Type Type, string Name)> cases)
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = property };
        foreach (var (type, name) in cases)
        {
            options.DerivedTypes.Add(new JsonDerivedType(type, name));
        }

        return options;
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

    private sealed class TextJson<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString() ?? throw new JsonException($"A {typeof(T).Name} is a text, not null."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
