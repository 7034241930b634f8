using System.Runtime.Intrinsics;

namespace Sweep.Models.Training.Cpu;

/// <summary>The sigmoid of the last layer together with the loss, in one pass.</summary>
internal static class OutputKernels
{
    /// <summary>From the last layer's sums, the gradient of <paramref name="scale"/> times the sum of all pixels' losses.</summary>
    /// <returns>The sum of all pixels' losses.</returns>
    public static double LossAndGradient(
        ReadOnlySpan<float> sums, ReadOnlySpan<float> target, Span<float> gradients, ReconstructionLoss loss, float scale)
    {
        var total = Vector512<double>.Zero;
        for (var i = 0; i < sums.Length; i += Vectors.Width)
        {
            var (a, t) = (Vectors.Load(sums, i), Vectors.Load(target, i));
            var p = Sigmoid(a);
            var difference = p - t;
            var (value, gradient) = loss == ReconstructionLoss.SquaredError
                ? (difference * difference, (difference + difference) * (p * (Vector512<float>.One - p)))
                : (CrossEntropy(a, t), difference);
            total = Vectors.Accumulate(total, Vectors.Within(value, i, sums.Length));
            Vectors.Store(gradient * Vector512.Create(scale), gradients, i);
        }

        return Vector512.Sum(total);
    }

    /// <summary>Replaces the last layer's sums by its output.</summary>
    /// <returns>The sums over all pixels of the loss and of the squared error.</returns>
    public static (double Loss, double SquaredError) LossAndOutput(Span<float> sums, ReadOnlySpan<float> target, ReconstructionLoss loss)
    {
        var (total, squares) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var i = 0; i < sums.Length; i += Vectors.Width)
        {
            var (a, t) = (Vectors.Load(sums, i), Vectors.Load(target, i));
            var p = Sigmoid(a);
            var square = Vectors.Within((p - t) * (p - t), i, sums.Length);
            squares = Vectors.Accumulate(squares, square);
            if (loss == ReconstructionLoss.CrossEntropy)
            {
                total = Vectors.Accumulate(total, Vectors.Within(CrossEntropy(a, t), i, sums.Length));
            }

            Vectors.Store(p, sums, i);
        }

        return (loss == ReconstructionLoss.CrossEntropy ? Vector512.Sum(total) : Vector512.Sum(squares), Vector512.Sum(squares));
    }

    /// <summary>Replaces the last layer's sums by its output.</summary>
    public static void Output(Span<float> sums)
    {
        for (var i = 0; i < sums.Length; i += Vectors.Width)
        {
            Vectors.Store(Sigmoid(Vectors.Load(sums, i)), sums, i);
        }
    }

    private static Vector512<float> Sigmoid(Vector512<float> a) => Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-a));

    // -t·log p - (1-t)·log(1-p), p the sigmoid of a, without the cancellation in 1-p.
    private static Vector512<float> CrossEntropy(Vector512<float> a, Vector512<float> t) =>
        Vector512.Max(a, Vector512<float>.Zero) - (a * t) + Vector512.Log(Vector512<float>.One + Vector512.Exp(-Vector512.Abs(a)));
}
