using System.Runtime.InteropServices;
using Sweep.Models.Training;
using static TorchSharp.torch;

namespace Sweep.Models.Artifacts;

/// <summary>Rows of numbers in the directions of their largest variance.</summary>
/// <param name="Scores">Rows × <see cref="Count"/>, centred; in each column the number of the largest magnitude is positive.</param>
/// <param name="Explained">Of each direction the share of the whole variance, the largest first.</param>
internal sealed record PrincipalComponents(float[] Scores, float[] Explained)
{
    // Up to so many columns all directions are found exactly, beyond by subspace iteration.
    private const int WidestExact = 160;

    // Algorithm 4.4 of Halko, Martinsson and Tropp 2011, https://doi.org/10.1137/090771806.
    private const int Oversampling = 14;
    private const int Iterations = 6;

    public int Count => Explained.Length;

    /// <param name="rows">Rows × columns, on the CPU, at least one of each.</param>
    /// <param name="most">No more directions than this.</param>
    public static PrincipalComponents Of(Tensor rows, int most)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var wide = rows.to(ScalarType.Float64);
        var centred = wide - wide.mean([0], keepdim: true);
        var (count, width) = ((int)rows.shape[0], (int)rows.shape[1]);
        var wanted = Math.Min(most, Math.Min(count, width));
        var reduced = width <= WidestExact ? centred : centred.mm(Subspace(centred, Math.Min(wanted + Oversampling, Math.Min(count, width))));

        var (variances, directions) = linalg.eigh(reduced.t().mm(reduced));
        var scores = Doubles(reduced.mm(directions));
        var shares = Doubles(variances);
        var total = Math.Max(centred.square().sum().item<double>(), double.Epsilon);
        return new PrincipalComponents(
            Columns(scores, count, shares.Length, wanted), [.. Enumerable.Range(0, wanted).Select(i => (float)Math.Max(0, shares[shares.Length - 1 - i] / total))]);
    }

    private static Tensor Subspace(Tensor centred, int size)
    {
        var random = new RandomStream(RandomStreams.Mix((ulong)centred.shape[1]));
        var start = new double[centred.shape[1] * size];
        for (var i = 0; i < start.Length; i++)
        {
            start[i] = random.NextDouble() - 0.5;
        }

        var basis = tensor(start).view(centred.shape[1], size);
        for (var i = 0; i < Iterations; i++)
        {
            basis = linalg.svd(centred.t().mm(centred.mm(basis)), false).U;
        }

        return basis;
    }

    /// <summary>The last columns of a matrix, the last one first, each with the sign that makes it unique.</summary>
    private static float[] Columns(ReadOnlySpan<double> matrix, int rows, int width, int wanted)
    {
        var columns = new float[rows * wanted];
        for (var column = 0; column < wanted; column++)
        {
            var largest = 0.0;
            for (var row = 0; row < rows; row++)
            {
                var value = matrix[(row * width) + width - 1 - column];
                largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
            }

            for (var row = 0; row < rows; row++)
            {
                columns[(row * wanted) + column] = (float)(Math.Sign(largest) * matrix[(row * width) + width - 1 - column]);
            }
        }

        return columns;
    }

    private static double[] Doubles(Tensor tensor) => MemoryMarshal.Cast<byte, double>(tensor.contiguous().bytes).ToArray();
}
