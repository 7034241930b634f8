using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Models.Training.Cpu;

/// <summary>
/// Random numbers in bulk: sixteen xoshiro128++ generators side by side (Blackman, Vigna 2021, https://doi.org/10.1145/3460772), their lanes
/// seeded by SplitMix64. Sixteen whatever the vector width, so that the numbers do not depend on it.
/// </summary>
internal sealed class BulkRandom
{
    private Vector512<uint> s0;
    private Vector512<uint> s1;
    private Vector512<uint> s2;
    private Vector512<uint> s3;

    public BulkRandom(ulong seed)
    {
        var stream = new RandomStream(seed);
        (s0, s1, s2, s3) = (Words(ref stream), Words(ref stream), Words(ref stream), Words(ref stream));
    }

    /// <summary>Fills with the standard normal distribution (Box, Muller 1958) times <paramref name="deviation"/>.</summary>
    public void FillNormal(Span<float> destination, float deviation)
    {
        var (width, scale) = (Vector512<float>.Count, Vector512.Create(deviation));
        ref var first = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i + (2 * width) <= destination.Length; i += 2 * width)
        {
            var (even, odd) = NormalPair();
            (even * scale).StoreUnsafe(ref first, (nuint)i);
            (odd * scale).StoreUnsafe(ref first, (nuint)(i + width));
        }

        if (i < destination.Length)
        {
            var (even, odd) = NormalPair();
            Span<float> last = stackalloc float[2 * width];
            (even * scale).CopyTo(last);
            (odd * scale).CopyTo(last[width..]);
            last[..(destination.Length - i)].CopyTo(destination[i..]);
        }
    }

    /// <summary>Fills with numbers from 0 to below 1 in steps of 2⁻²⁴.</summary>
    public void FillUniform(Span<float> destination)
    {
        var width = Vector512<float>.Count;
        ref var first = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i + width <= destination.Length; i += width)
        {
            Uniform().StoreUnsafe(ref first, (nuint)i);
        }

        if (i < destination.Length)
        {
            Span<float> last = stackalloc float[width];
            Uniform().CopyTo(last);
            last[..(destination.Length - i)].CopyTo(destination[i..]);
        }
    }

    private static Vector512<uint> Words(ref RandomStream stream)
    {
        Span<uint> words = stackalloc uint[Vector512<uint>.Count];
        foreach (ref var word in words)
        {
            word = (uint)(stream.Next() >> 32);
        }

        return Vector512.Create<uint>(words);
    }

    private (Vector512<float> Even, Vector512<float> Odd) NormalPair()
    {
        // 1 - u is above 0, so that its logarithm is finite.
        var radius = Vector512.Sqrt(Vector512.Log(Vector512<float>.One - Uniform()) * Vector512.Create(-2f));
        var (sine, cosine) = Vector512.SinCos(Uniform() * Vector512.Create(float.Tau));
        return (radius * cosine, radius * sine);
    }

    private Vector512<float> Uniform() => Vector512.ConvertToSingle((Next() >>> 8).AsInt32()) * Vector512.Create(1f / (1 << 24));

    private Vector512<uint> Next()
    {
        var result = RotateLeft(s0 + s3, 7) + s0;
        var shifted = s1 << 9;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = RotateLeft(s3, 11);
        return result;
    }

    private static Vector512<uint> RotateLeft(Vector512<uint> value, int bits) => (value << bits) | (value >>> (32 - bits));
}
