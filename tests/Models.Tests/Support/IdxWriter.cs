using System.Buffers.Binary;
using System.IO.Compression;
using Sweep.Models.DataSets;

namespace Sweep.Models.Tests.Support;

/// <summary>Writes IDX files, whole or damaged, independently of the reader.</summary>
internal static class IdxWriter
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TrainLabels = "train-labels-idx1-ubyte";
    public const string TestImages = "t10k-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>Images of a known pattern: pixel and label follow from place and seed.</summary>
    public static ImageSet Pattern(int count, int width = 3, int height = 2, int seed = 0) => new(
        count, width, height,
        [.. Enumerable.Range(0, count * width * height).Select(i => (byte)((i * 31) + seed))],
        [.. Enumerable.Range(0, count).Select(i => (byte)((i + seed) % 4))]);

    public static byte[] Images(ImageSet set) => File(0x0803, [set.Count, set.Height, set.Width], set.Pixels);

    public static byte[] Labels(ImageSet set) => File(0x0801, [set.Labels.Length], set.Labels);

    public static byte[] File(uint magic, int[] dimensions, byte[] values)
    {
        var header = new byte[4 + (4 * dimensions.Length)];
        BinaryPrimitives.WriteUInt32BigEndian(header, magic);
        for (var i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        return [.. header, .. values];
    }

    public static byte[] Compress(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    public static void WriteFolder(string folder, ImageSet train, ImageSet test, bool compressed = false)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in Files(train, test))
        {
            System.IO.File.WriteAllBytes(Path.Combine(folder, compressed ? name + ".gz" : name), compressed ? Compress(bytes) : bytes);
        }
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Files(ImageSet train, ImageSet test) =>
        [(TrainImages, Images(train)), (TrainLabels, Labels(train)), (TestImages, Images(test)), (TestLabels, Labels(test))];
}
