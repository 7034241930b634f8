using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sweep.Models.DataSets;

/// <summary>
/// The hash that stands for a data set in run keys: of what training sees, not of the files it came in. The same images under another path,
/// compressed or not, have the same digest.
/// </summary>
public static class DataSetDigest
{
    /// <summary>SHA-256 over counts, sizes, pixels and labels of both halves; lower-case hexadecimal.</summary>
    public static string Of(ImageSet train, ImageSet test)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("idx-1\n"u8);
        Span<byte> header = stackalloc byte[12];
        foreach (var set in (ReadOnlySpan<ImageSet>)[train, test])
        {
            BinaryPrimitives.WriteInt32LittleEndian(header, set.Count);
            BinaryPrimitives.WriteInt32LittleEndian(header[4..], set.Width);
            BinaryPrimitives.WriteInt32LittleEndian(header[8..], set.Height);
            hash.AppendData(header);
            hash.AppendData(set.Pixels);
            hash.AppendData(set.Labels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
