using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>
/// One hash over the completed results of a sweep, whatever order they came in: equal digests mean the same cells with the same bits.
/// </summary>
/// <remarks>
/// The leaf of a run is SHA-256 over the 32 bytes of its key and then, for each of its final metrics in ordinal order of their names: the
/// length of the name in UTF-8 (4 bytes), the name, the bits of the number (8 bytes). Integers and bits are big-endian. The digest is
/// SHA-256 over all leaves, sorted as byte strings, one after the other; of no runs it is the hash of nothing.
/// </remarks>
public sealed class SweepDigest
{
    private readonly List<Leaf> leaves = [];
    private readonly byte[] scratch = new byte[64 * 1024];

    public int Count => leaves.Count;

    public void Add(RunKey key, MetricSet metrics)
    {
        var buffer = scratch.AsSpan();
        key.WriteTo(buffer);
        var length = 32;
        foreach (var (name, value) in metrics)
        {
            var bytes = Encoding.UTF8.GetBytes(name, buffer[(length + 4)..]);
            BinaryPrimitives.WriteInt32BigEndian(buffer[length..], bytes);
            BinaryPrimitives.WriteInt64BigEndian(buffer[(length + 4 + bytes)..], BitConverter.DoubleToInt64Bits(value));
            length += 4 + bytes + 8;
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(buffer[..length], hash);
        leaves.Add(new Leaf(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..])));
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string ToHex()
    {
        leaves.Sort();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[32];
        foreach (ref readonly var leaf in CollectionsMarshal.AsSpan(leaves))
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, leaf.High);
            BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], leaf.Low);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private readonly record struct Leaf(UInt128 High, UInt128 Low) : IComparable<Leaf>
    {
        public int CompareTo(Leaf other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);
    }
}
