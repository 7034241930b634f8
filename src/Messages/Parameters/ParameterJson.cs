using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Sweep.Messages.Parameters;

/// <summary>
/// Hyperparameters as JSON. The writing is canonical (sorted names, no white space, shortest round-trip numbers, a real number always
/// with a point or an exponent), so that equal sets have equal bytes: run keys are hashes of it.
/// </summary>
public static class ParameterJson
{
    public static string Write(ParameterSet parameters)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, parameters);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, ParameterSet parameters)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in parameters)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ParameterValue value)
    {
        switch (value)
        {
            case ParameterValue.Truth truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            case ParameterValue.Integer integer:
                writer.WriteNumberValue(integer.Value);
                break;
            case ParameterValue.Real real:
                var text = real.ToString();
                writer.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text);
                break;
            case ParameterValue.Text { Value: var words }:
                writer.WriteStringValue(words);
                break;
            case ParameterValue.List list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "Unknown kind of hyperparameter value.");
        }
    }

    /// <exception cref="FormatException">The JSON is no object of hyperparameters.</exception>
    public static ParameterSet Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <exception cref="FormatException">The JSON is no object of hyperparameters.</exception>
    public static ParameterSet Read(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? ParameterSet.From(element.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, ReadValue(item.Value))))
        : throw new FormatException($"Hyperparameters are a JSON object, not {element.ValueKind}.");

    private static ParameterValue ReadValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => new ParameterValue.Truth(true),
        JsonValueKind.False => new ParameterValue.Truth(false),
        JsonValueKind.Number when element.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 => new ParameterValue.Integer(element.GetInt64()),
        JsonValueKind.Number => new ParameterValue.Real(element.GetDouble()),
        JsonValueKind.String => new ParameterValue.Text(element.GetString()!),
        JsonValueKind.Array => new ParameterValue.List([.. element.EnumerateArray().Select(ReadValue)]),
        _ => throw new FormatException($"A hyperparameter is no {element.ValueKind}."),
    };
}
