using System.Runtime.Intrinsics;

namespace Sweep.Models.Training.Cpu;

/// <summary>What happens to pixels on the way in.</summary>
internal static class PixelKernels
{
    /// <summary>Puts images side by side, as numbers from 0 to 1.</summary>
    public static void Gather(ReadOnlySpan<byte> pixels, int pixelsPerImage, ReadOnlySpan<int> images, Span<float> destination)
    {
        for (var n = 0; n < images.Length; n++)
        {
            var image = pixels.Slice(images[n] * pixelsPerImage, pixelsPerImage);
            var row = destination.Slice(n * pixelsPerImage, pixelsPerImage);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = FromByte[image[i]];
            }
        }
    }

    /// <summary>Adds noise to images; clipped to 0..1 where asked.</summary>
    /// <param name="noisy">Holds the noise, and then the noisy images.</param>
    public static void AddNoise(Span<float> noisy, ReadOnlySpan<float> clean, bool clip)
    {
        var (low, high) = clip ? (0f, 1f) : (float.NegativeInfinity, float.PositiveInfinity);
        for (var i = 0; i < noisy.Length; i += Vectors.Width)
        {
            var sum = Vectors.Load(noisy, i) + Vectors.Load(clean, i);
            Vectors.Store(Vector512.Min(Vector512.Max(sum, Vector512.Create(low)), Vector512.Create(high)), noisy, i);
        }
    }

    /// <summary>Turns the share <paramref name="amount"/> of pixels black or white, half of them each.</summary>
    /// <param name="noisy">Holds numbers drawn evenly from 0 to 1, and then the noisy images.</param>
    public static void SaltAndPepper(Span<float> noisy, ReadOnlySpan<float> clean, float amount)
    {
        var (pepper, salt) = (Vector512.Create(amount / 2), Vector512.Create(1 - (amount / 2)));
        for (var i = 0; i < noisy.Length; i += Vectors.Width)
        {
            var chance = Vectors.Load(noisy, i);
            var white = Vector512.GreaterThanOrEqual(chance, salt) & Vector512<float>.One;
            var kept = Vector512.GreaterThanOrEqual(chance, pepper) & Vector512.LessThan(chance, salt) & Vectors.Load(clean, i);
            Vectors.Store(white | kept, noisy, i);
        }
    }

    /// <summary>The sum of squared differences.</summary>
    public static double SquaredError(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = Vector512<double>.Zero;
        for (var i = 0; i < left.Length; i += Vectors.Width)
        {
            var difference = Vectors.Load(left, i) - Vectors.Load(right, i);
            sum = Vectors.Accumulate(sum, difference * difference);
        }

        return Vector512.Sum(sum);
    }

    private static readonly float[] FromByte = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];
}
