using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Models.Training.Cpu;

/// <summary>Loads and stores of a vector that may reach beyond the end of a span.</summary>
internal static class Vectors
{
    public const int Width = 16;

    /// <summary>The numbers from <paramref name="start"/> on; zeros beyond the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> source, int start) => start + Width <= source.Length
        ? Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)start)
        : LoadRest(source[start..]);

    /// <summary>Stores what does not reach beyond the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, Span<float> destination, int start)
    {
        if (start + Width <= destination.Length)
        {
            value.StoreUnsafe(ref MemoryMarshal.GetReference(destination), (nuint)start);
        }
        else
        {
            StoreRest(value, destination[start..]);
        }
    }

    /// <summary><paramref name="value"/> with zeros in the places beyond the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Within(Vector512<float> value, int start, int length) => start + Width <= length
        ? value
        : Vector512.ConditionalSelect(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(length - start)).AsSingle(), value, Vector512<float>.Zero);

    /// <summary>Adds each number, widened, to <paramref name="sum"/>: float sums of ten million pixels would lose digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Accumulate(Vector512<double> sum, Vector512<float> value) =>
        sum + Vector512.WidenLower(value) + Vector512.WidenUpper(value);

    // Room on the stack would keep what it stands in from being inlined.
    private static Vector512<float> LoadRest(ReadOnlySpan<float> rest)
    {
        Span<float> padded = stackalloc float[Width];
        padded.Clear();
        rest.CopyTo(padded);
        return Vector512.Create<float>(padded);
    }

    private static void StoreRest(Vector512<float> value, Span<float> rest)
    {
        Span<float> padded = stackalloc float[Width];
        value.CopyTo(padded);
        padded[..rest.Length].CopyTo(rest);
    }
}
