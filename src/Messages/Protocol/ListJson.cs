using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Messages.Protocol;

/// <summary>Lists of records, none of which is null: that a type says so counts for the fields of a record, but not for the elements of a list.</summary>
internal sealed class ListJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && !ElementOf(typeToConvert).IsValueType;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(ElementOf(typeToConvert)))!;

    private static Type ElementOf(Type list) => list.GetGenericArguments()[0];

    private sealed class Of<T> : JsonConverter<ImmutableArray<T>>
        where T : class
    {
        public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var elements = JsonSerializer.Deserialize<T[]>(ref reader, options);
            return elements is null || Array.Exists(elements, element => element is null)
                ? throw new JsonException($"A list of {typeof(T).Name} is null, or an element of it is.")
                : ImmutableCollectionsMarshal.AsImmutableArray(elements);
        }

        public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var element in value)
            {
                JsonSerializer.Serialize(writer, element, options);
            }

            writer.WriteEndArray();
        }
    }
}
