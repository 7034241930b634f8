using System.Runtime.InteropServices;

namespace Sweep.Messages.Runs;

/// <summary>
/// The hash (SHA-256) of everything that decides a run's result: resolved hyperparameters with seed and epochs, the data set's digest,
/// model and trainer version. Same key, same result.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct RunKey : IComparable<RunKey>
{
    private readonly UInt128 high;
    private readonly UInt128 low;

    private RunKey(UInt128 high, UInt128 low) => (this.high, this.low) = (high, low);

    /// <param name="hash">32 bytes.</param>
    public static RunKey FromHash(ReadOnlySpan<byte> hash) => hash.Length == 32
        ? new RunKey(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash), System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]))
        : throw new ArgumentException($"A run key has 32 bytes, not {hash.Length}.", nameof(hash));

    /// <exception cref="FormatException">The text is not 64 hexadecimal digits.</exception>
    public static RunKey Parse(string text) => text.Length == 64
        ? FromHash(Convert.FromHexString(text))
        : throw new FormatException($"A run key has 64 hexadecimal digits, not {text.Length}.");

    /// <summary>Null when the text is not 64 hexadecimal digits.</summary>
    public static RunKey? TryParse(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit) ? Parse(text) : null;

    public void WriteTo(Span<byte> destination)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination, high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination[16..], low);
    }

    public int CompareTo(RunKey other) => high != other.high ? high.CompareTo(other.high) : low.CompareTo(other.low);

    public override string ToString() => $"{high:x32}{low:x32}";
}
