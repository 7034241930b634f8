using System.Buffers.Binary;
using System.IO.Compression;
using Sweep.Messages.Catalogue;

namespace Sweep.Models.DataSets;

/// <summary>
/// Reads one IDX file of bytes, plain or with <c>.gz</c>: a magic number (two zero bytes, 8 for bytes, the number of dimensions), each dimension
/// as four bytes, most significant first, then the values.
/// </summary>
internal static class IdxFile
{
    private const uint ImagesMagic = 0x0803;
    private const uint LabelsMagic = 0x0801;

    // Deflate cannot do better than about 1032 to 1 (https://zlib.net/zlib_tech.html), so a header that promises more lies,
    // and is found out before memory is taken for it.
    private const long LargestDeflateRatio = 1032;

    public static (int Count, int Height, int Width, byte[] Pixels) ReadImages(string path)
    {
        var (dimensions, pixels) = Read(path, ImagesMagic, "images", ["images", "rows", "columns"]);
        return (dimensions[0], dimensions[1], dimensions[2], pixels);
    }

    public static byte[] ReadLabels(string path) => Read(path, LabelsMagic, "labels", ["labels"]).Values;

    private static (int[] Dimensions, byte[] Values) Read(string path, uint magic, string what, string[] dimensionNames)
    {
        try
        {
            using var file = File.OpenRead(path);
            var compressed = path.EndsWith(".gz", StringComparison.Ordinal);
            using var stream = compressed ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            var read = Read(stream, file.Length * (compressed ? LargestDeflateRatio : 1), path, magic, what, dimensionNames);
            return !compressed || EndsWithLength(file, HeaderLength(dimensionNames) + read.Values.Length)
                ? read
                : throw new InvalidDataException("it is cut off at its end");
        }
        catch (InvalidDataException error)
        {
            throw new DataSetException($"{path} is no intact gzip file ({error.Message}); replace it with a fresh copy.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"{path} cannot be read: {error.Message}", error);
        }
    }

    private static (int[] Dimensions, byte[] Values) Read(Stream stream, long longest, string path, uint magic, string what, string[] dimensionNames)
    {
        var header = new byte[HeaderLength(dimensionNames)];
        var headerRead = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        var found = headerRead >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(header) : (uint?)null;
        if (found is not null && found != magic)
        {
            var hint = found is ImagesMagic ? " (it holds images)" : found is LabelsMagic ? " (it holds labels)" : "";
            throw new DataSetException($"{path} begins with 0x{found:x8}{hint}, but an IDX file of {what} must begin with 0x{magic:x8}.");
        }

        if (headerRead < header.Length)
        {
            throw new DataSetException($"{path} ends within its header, after {headerRead} bytes of {header.Length}; replace it with a fresh copy.");
        }

        var dimensions = new int[dimensionNames.Length];
        var total = 1L;
        for (var i = 0; i < dimensions.Length; i++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 + (4 * i)));
            if (size == 0)
            {
                throw new DataSetException($"{path} has 0 {dimensionNames[i]}, but must have at least 1.");
            }

            total = size > Array.MaxLength / total ? long.MaxValue : total * size;
            if (total > Array.MaxLength)
            {
                throw new DataSetException($"{path} says it holds more than {Array.MaxLength:N0} values, which is more than fits in memory at once.");
            }

            dimensions[i] = (int)size;
        }

        if (header.Length + total > longest)
        {
            throw Short(path, what, dimensions, "the file is too small for them");
        }

        var values = new byte[total];
        var read = stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        if (read < total)
        {
            throw Short(path, what, dimensions, $"it ends after {read:N0} of {total:N0} bytes");
        }

        // Reading on to the end is also what makes gzip compare its checksum.
        if (stream.ReadByte() >= 0)
        {
            throw new DataSetException(
                $"{path} goes on after its {string.Join("×", dimensions)} {what}; the header or the file is damaged: replace it with a fresh copy.");
        }

        return (dimensions, values);
    }

    private static int HeaderLength(string[] dimensionNames) => 4 + (4 * dimensionNames.Length);

    // A gzip file ends with the length of what it holds. GZipStream compares its checksum only when the end is there.
    private static bool EndsWithLength(FileStream file, int length)
    {
        var end = new byte[4];
        return RandomAccess.Read(file.SafeFileHandle, end, Math.Max(0, file.Length - 4)) == 4 && BinaryPrimitives.ReadInt32LittleEndian(end) == length;
    }

    private static DataSetException Short(string path, string what, int[] dimensions, string why) =>
        new($"{path} says it holds {string.Join("×", dimensions)} {what}, but {why}; replace it with a fresh copy.");
}
