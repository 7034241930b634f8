using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests.Tensors;

public class LinearAlgebraTests
{
    [Fact]
    public void Singular_vectors_and_values_multiply_to_the_matrix()
    {
        using var scope = NewDisposeScope();
        var matrix = randn(new long[] { 6, 4 }, generator: new Generator(2));

        var (u, s, v) = linalg.svd(matrix, false);

        Assert.Equal([6, 4], u.shape);
        Assert.True((u * s).matmul(v).allclose(matrix, 1e-4, 1e-5));
        Assert.Equal(s.data<float>().ToArray().OrderDescending(), s.data<float>().ToArray());
    }

    [Fact]
    public void Eigenvectors_of_a_symmetric_matrix_are_only_stretched()
    {
        using var scope = NewDisposeScope();
        var half = randn(new long[] { 5, 5 }, generator: new Generator(3));
        var matrix = half.matmul(half.t());

        var (values, vectors) = linalg.eigh(matrix);

        Assert.True(matrix.matmul(vectors).allclose(vectors * values, 1e-3, 1e-4));
    }

    [Fact]
    public void What_is_no_matrix_has_no_singular_values()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => linalg.eigh(ones(3)));
    }
}
