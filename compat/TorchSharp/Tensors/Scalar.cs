using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number that is no tensor.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly ScalarValue Value;

    private Scalar(ScalarValue value) => Value = value;

    /// <summary>One: the factor that changes nothing.</summary>
    internal static Scalar One { get; } = 1;

    public static implicit operator Scalar(int value) => new(new ScalarValue((long)value));

    public static implicit operator Scalar(long value) => new(new ScalarValue(value));

    public static implicit operator Scalar(float value) => new(new ScalarValue((double)value));

    public static implicit operator Scalar(double value) => new(new ScalarValue(value));

    /// <summary>Holds nothing to free; there as TorchSharp's scalars are disposable.</summary>
    public void Dispose()
    {
    }
}
