using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Models.Training.Cpu;

/// <summary>What stands between the products of dense layers. Activations are samples × width, row by row.</summary>
internal static class LayerKernels
{
    /// <summary>Adds the bias to each row and, for a hidden layer, clips at 0.</summary>
    public static void AddBias(Span<float> activations, ReadOnlySpan<float> bias, bool relu)
    {
        var floor = Vector512.Create(relu ? 0f : float.NegativeInfinity);
        for (var row = 0; row < activations.Length; row += bias.Length)
        {
            var values = activations.Slice(row, bias.Length);
            for (var i = 0; i < values.Length; i += Vectors.Width)
            {
                Vectors.Store(Vector512.Max(Vectors.Load(values, i) + Vectors.Load(bias, i), floor), values, i);
            }
        }
    }

    /// <summary>Takes a gradient back through the clipping at 0 of <paramref name="activations"/>.</summary>
    public static void ReluBackward(Span<float> gradients, ReadOnlySpan<float> activations)
    {
        for (var i = 0; i < gradients.Length; i += Vectors.Width)
        {
            var open = Vector512.GreaterThan(Vectors.Load(activations, i), Vector512<float>.Zero);
            Vectors.Store(Vectors.Load(gradients, i) & open, gradients, i);
        }
    }

    /// <summary>Sums the rows: the gradient of a bias.</summary>
    public static void SumRows(ReadOnlySpan<float> gradients, Span<float> sums)
    {
        sums.Clear();
        for (var row = 0; row < gradients.Length; row += sums.Length)
        {
            var values = gradients.Slice(row, sums.Length);
            for (var i = 0; i < values.Length; i += Vectors.Width)
            {
                Vectors.Store(Vectors.Load(sums, i) + Vectors.Load(values, i), sums, i);
            }
        }
    }

    /// <summary>Adds the gradient of <paramref name="scale"/> times the sum of |z|.</summary>
    /// <returns>The sum of |z|.</returns>
    public static double AddPenalty(Span<float> gradients, ReadOnlySpan<float> code, float scale)
    {
        var sum = Vector512<double>.Zero;
        for (var i = 0; i < code.Length; i += Vectors.Width)
        {
            var z = Vectors.Load(code, i);
            var sign = (Vector512.GreaterThan(z, Vector512<float>.Zero) & Vector512.Create(scale))
                | (Vector512.LessThan(z, Vector512<float>.Zero) & Vector512.Create(-scale));
            Vectors.Store(Vectors.Load(gradients, i) + sign, gradients, i);
            sum = Vectors.Accumulate(sum, Vector512.Abs(z));
        }

        return Vector512.Sum(sum);
    }

    /// <summary>Sums over a latent code, and how many of its numbers lie nearer to 0 than 10⁻³.</summary>
    public static (double Sum, double AbsoluteSum, long Small) Describe(ReadOnlySpan<float> code)
    {
        var (sum, absolute, small) = (Vector512<double>.Zero, Vector512<double>.Zero, 0L);
        for (var i = 0; i < code.Length; i += Vectors.Width)
        {
            var z = Vectors.Load(code, i);
            sum = Vectors.Accumulate(sum, z);
            absolute = Vectors.Accumulate(absolute, Vector512.Abs(z));
        }

        foreach (var z in code)
        {
            small += MathF.Abs(z) < EvaluationTotals.SparseBelow ? 1 : 0;
        }

        return (Vector512.Sum(sum), Vector512.Sum(absolute), small);
    }
}
