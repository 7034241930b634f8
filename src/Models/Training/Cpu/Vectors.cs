using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Models.Training.Cpu;

/// <summary>Loads and stores of a vector that may reach beyond the end of a span.</summary>
internal static class Vectors
{
    public const int Width = 16;

    /// <summary>The numbers from <paramref name="start"/> on; zeros beyond the end.</summary>
    public static Vector512<float> Load(ReadOnlySpan<float> source, int start)
    {
        if (start + Width <= source.Length)
        {
            return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)start);
        }

        Span<float> padded = stackalloc float[Width];
        padded.Clear();
        source[start..].CopyTo(padded);
        return Vector512.Create<float>(padded);
    }

    /// <summary>Stores what does not reach beyond the end.</summary>
    public static void Store(Vector512<float> value, Span<float> destination, int start)
    {
        if (start + Width <= destination.Length)
        {
            value.StoreUnsafe(ref MemoryMarshal.GetReference(destination), (nuint)start);
            return;
        }

        Span<float> padded = stackalloc float[Width];
        value.CopyTo(padded);
        padded[..(destination.Length - start)].CopyTo(destination[start..]);
    }

    /// <summary><paramref name="value"/> with zeros in the places beyond the end.</summary>
    public static Vector512<float> Within(Vector512<float> value, int start, int length) => start + Width <= length
        ? value
        : Vector512.ConditionalSelect(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(length - start)).AsSingle(), value, Vector512<float>.Zero);

    /// <summary>Adds each number, widened, to <paramref name="sum"/>: float sums of ten million pixels would lose digits.</summary>
    public static Vector512<double> Accumulate(Vector512<double> sum, Vector512<float> value) =>
        sum + Vector512.WidenLower(value) + Vector512.WidenUpper(value);
}
