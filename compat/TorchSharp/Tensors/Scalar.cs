using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number that is no tensor.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly ScalarValue Value;

    private Scalar(ScalarValue value, ScalarType type) => (Value, Type) = (value, type);

    /// <summary>One: the factor that changes nothing.</summary>
    internal static Scalar One { get; } = 1;

    public ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => new(new ScalarValue((long)value), ScalarType.Int64);

    public static implicit operator Scalar(sbyte value) => new(new ScalarValue((long)value), ScalarType.Int64);

    public static implicit operator Scalar(short value) => new(new ScalarValue((long)value), ScalarType.Int64);

    public static implicit operator Scalar(int value) => new(new ScalarValue((long)value), ScalarType.Int64);

    public static implicit operator Scalar(long value) => new(new ScalarValue(value), ScalarType.Int64);

    public static implicit operator Scalar(float value) => new(new ScalarValue((double)value), ScalarType.Float64);

    public static implicit operator Scalar(double value) => new(new ScalarValue(value), ScalarType.Float64);

    public static implicit operator Scalar(bool value) => new(new ScalarValue(value), ScalarType.Bool);

    /// <summary>Holds nothing to free; there as TorchSharp's scalars are disposable.</summary>
    public void Dispose()
    {
    }

    internal static Scalar Of(ScalarValue value) => value.Kind switch
    {
        ScalarKind.Integer => new Scalar(value, ScalarType.Int64),
        ScalarKind.Boolean => new Scalar(value, ScalarType.Bool),
        _ => new Scalar(value, ScalarType.Float64),
    };
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this int value) => value;

    public static Scalar ToScalar(this long value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this double value) => value;

    public static Scalar ToScalar(this bool value) => value;

    public static float ToSingle(this Scalar value) => (float)value.Value.Real;

    public static double ToDouble(this Scalar value) => value.Value.Real;

    public static int ToInt32(this Scalar value) => (int)value.Value.Integer;

    public static long ToInt64(this Scalar value) => value.Value.Integer;

    public static bool ToBoolean(this Scalar value) => value.Value.Real != 0;
}
