using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests.Tensors;

public class LinearAlgebraTests
{
    [Fact]
    public void Singular_vectors_and_values_multiply_to_the_matrix()
    {
        using var scope = NewDisposeScope();
        var matrix = Random(2, 6, 4);

        var (u, s, v) = linalg.svd(matrix, false);
        var values = s.data<float>().ToArray();

        Assert.Equal([6, 4], u.shape);
        Assert.True(Distance(u.matmul(Diagonal(values)).matmul(v), matrix) < 1e-4);
        Assert.Equal(values.OrderDescending(), values);
    }

    [Fact]
    public void Eigenvectors_of_a_symmetric_matrix_are_only_stretched()
    {
        using var scope = NewDisposeScope();
        var half = Random(3, 5, 5);
        var matrix = half.matmul(half.t());

        var (values, vectors) = linalg.eigh(matrix);

        Assert.True(Distance(matrix.matmul(vectors), vectors.matmul(Diagonal(values.data<float>().ToArray()))) < 1e-3);
    }

    [Fact]
    public void What_is_no_matrix_has_no_singular_values()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => linalg.eigh(ones([3])));
    }

    private static Tensor Random(ulong seed, long rows, long columns) => empty([rows, columns]).normal_(0, 1, new Generator(seed));

    private static float Distance(Tensor left, Tensor right) => (left - right).abs().max().item<float>();

    private static Tensor Diagonal(float[] values)
    {
        var square = new float[values.Length * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            square[i * (values.Length + 1)] = values[i];
        }
        return tensor(square, new long[] { values.Length, values.Length });
    }
}
