using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Models.Training;

namespace Sweep.GpuNode.Checkpoints;

/// <summary>
/// The safetensors format (https://huggingface.co/docs/safetensors): the length of the header as eight bytes, little-endian; a header in JSON that
/// gives each tensor's type, shape and place; the values.
/// </summary>
internal static class SafeTensors
{
    private const string Metadata = "__metadata__";

    // The longest header that the reference implementation reads.
    private const int LongestHeader = 100_000_000;

    /// <summary>The file in parts, to be written one after the other; the tensors' own bytes are not copied.</summary>
    /// <exception cref="ArgumentException">A name stands twice, a type is unknown, or the bytes do not fit the shape.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Write(ImmutableArray<TensorData> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        // Wide types lie first, so that every tensor is aligned to its own width; readers that map the file depend on it.
        var laid = tensors.Select((tensor, index) => (Tensor: tensor, Index: index)).OrderByDescending(item => WidthBytes(item.Tensor.ElementType)).ToArray();
        var starts = new long[tensors.Length];
        var end = 0L;
        foreach (var (tensor, index) in laid)
        {
            var (type, length) = ($"{tensor.ElementType}[{string.Join(", ", tensor.Shape)}]", LengthBytes(tensor.ElementType, tensor.Shape));
            starts[index] = end;
            end += length == tensor.Bytes.Length
                ? length
                : throw new ArgumentException($"Tensor `{tensor.Name}` has {tensor.Bytes.Length} bytes, but must have {length} for {type}.");
        }

        return [Header(tensors, starts, metadata), .. laid.Select(item => new ReadOnlyMemory<byte>(item.Tensor.Bytes))];
    }

    /// <summary>The tensors in the order of the header.</summary>
    /// <exception cref="InvalidDataException">The bytes are no safetensors file.</exception>
    public static ImmutableArray<TensorData> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 8 || BinaryPrimitives.ReadUInt64LittleEndian(file) is var length && (length > LongestHeader || length > (ulong)(file.Length - 8)))
        {
            throw new InvalidDataException("the header does not end within the file");
        }

        var values = file[(8 + (int)length)..];
        try
        {
            using var header = JsonDocument.Parse(file.Slice(8, (int)length).ToArray());
            var tensors = ImmutableArray.CreateBuilder<TensorData>();
            foreach (var entry in header.RootElement.EnumerateObject())
            {
                if (entry.Name != Metadata)
                {
                    tensors.Add(ReadTensor(entry, values));
                }
            }

            return tensors.DrainToImmutable();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException($"the header is wrong: {error.Message}", error);
        }
    }

    private static TensorData ReadTensor(JsonProperty entry, ReadOnlySpan<byte> values)
    {
        var type = entry.Value.GetProperty("dtype").GetString()!;
        var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToImmutableArray();
        var offsets = entry.Value.GetProperty("data_offsets");
        var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        return begin >= 0 && begin <= end && end <= values.Length && end - begin == LengthBytes(type, shape)
            ? new TensorData(entry.Name, type, shape, values[(int)begin..(int)end].ToArray())
            : throw new InvalidDataException($"tensor `{entry.Name}` does not lie where the header says");
    }

    private static ReadOnlyMemory<byte> Header(ImmutableArray<TensorData> tensors, long[] starts, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        buffer.Advance(8);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            foreach (var (name, text) in metadata)
            {
                json.WriteString(name, text);
            }

            json.WriteEndObject();
            var names = new HashSet<string>(StringComparer.Ordinal) { Metadata };
            for (var i = 0; i < tensors.Length; i++)
            {
                if (!names.Add(tensors[i].Name))
                {
                    throw new ArgumentException($"A tensor may not be called `{tensors[i].Name}`, or not twice.", nameof(tensors));
                }

                json.WriteStartObject(tensors[i].Name);
                json.WriteString("dtype", tensors[i].ElementType);
                json.WriteStartArray("shape");
                foreach (var size in tensors[i].Shape)
                {
                    json.WriteNumberValue(size);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(starts[i]);
                json.WriteNumberValue(starts[i] + tensors[i].Bytes.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // The values begin at a multiple of eight: the format pads its header with spaces.
        var padding = -buffer.WrittenCount & 7;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        var header = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - 8);
        return header;
    }

    private static long LengthBytes(string type, ImmutableArray<long> shape) => shape.Aggregate((long)WidthBytes(type), (length, size) => size >= 0
        ? checked(length * size)
        : throw new ArgumentException($"A size is {size}, but must be at least 0."));

    private static int WidthBytes(string type) => type switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" => 1,
        _ => throw new ArgumentException($"Element type `{type}` is none of F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL."),
    };
}
