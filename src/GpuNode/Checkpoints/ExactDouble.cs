using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.GpuNode.Checkpoints;

/// <summary>
/// Real numbers in JSON that read back to the same bits: the shortest round-trip form; as texts <c>"Infinity"</c>, <c>"-Infinity"</c>, <c>"NaN"</c>,
/// and for a NaN with other bits than <see cref="double.NaN"/> <c>"NaN:7ff8000000000001"</c>.
/// </summary>
internal sealed class ExactDouble : JsonConverter<double>
{
    private const string NaNWithBits = "NaN:";

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.GetDouble();
        }

        return reader.GetString()! switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text when text.StartsWith(NaNWithBits, StringComparison.Ordinal) && TryBits(text.AsSpan(NaNWithBits.Length), out var bits) =>
                BitConverter.UInt64BitsToDouble(bits),
            var text => throw new JsonException($"\"{text}\" is no number."),
        };
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else if (double.IsInfinity(value))
        {
            writer.WriteStringValue(value > 0 ? "Infinity" : "-Infinity");
        }
        else
        {
            writer.WriteStringValue(bits == BitConverter.DoubleToUInt64Bits(double.NaN) ? "NaN" : $"{NaNWithBits}{bits:x16}");
        }
    }

    private static bool TryBits(ReadOnlySpan<char> digits, out ulong bits) =>
        ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bits);
}
