using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal enum ScalarKind
{
    None = 0,
    Integer = 1,
    Real = 2,
    Boolean = 3,
}

/// <summary>A number as it crosses to the shim; <c>default</c> is no number. Laid out as in shim.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ScalarValue
{
    private readonly long bits;
    internal readonly ScalarKind Kind;

    internal ScalarValue(long value) => (bits, Kind) = (value, ScalarKind.Integer);

    internal ScalarValue(double value) => (bits, Kind) = (BitConverter.DoubleToInt64Bits(value), ScalarKind.Real);

    internal long Integer => Kind == ScalarKind.Real ? (long)Real : bits;

    internal double Real => Kind == ScalarKind.Real ? BitConverter.Int64BitsToDouble(bits) : bits;
}
