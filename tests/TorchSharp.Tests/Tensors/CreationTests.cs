using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests.Tensors;

public class CreationTests
{
    [Fact]
    public void A_tensor_of_an_array_has_its_values_and_its_own_memory()
    {
        var values = new float[] { 1, 2, 3, 4, 5, 6 };
        using var made = tensor(values, new long[] { 2, 3 });
        values[0] = 9;

        Assert.Equal([2, 3], made.shape);
        Assert.Equal(ScalarType.Float32, made.dtype);
        Assert.Equal([1f, 2, 3, 4, 5, 6], made.data<float>().ToArray());
    }

    [Fact]
    public void A_rank_two_array_gives_a_matrix_of_its_type()
    {
        using var made = from_array(new long[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });

        Assert.Equal([3, 2], made.shape);
        Assert.Equal(ScalarType.Int64, made.dtype);
        Assert.Equal(4, made[1, 1].item<long>());
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape_are_refused() =>
        Assert.ThrowsAny<Exception>(() => tensor(new float[] { 1, 2, 3 }, new long[] { 2, 2 }));

    [Fact]
    public void Filled_tensors_take_shape_type_and_gradient()
    {
        using var zero = zeros(2, 3);
        using var one = ones(new long[] { 4 }, dtype: float64, requires_grad: true);
        using var seven = full(2, 2, 7, dtype: int64);

        Assert.Equal(0f, zero.sum().item<float>());
        Assert.Equal([4], one.shape);
        Assert.True(one.requires_grad);
        Assert.Equal(28, seven.sum().item<long>());
    }

    [Fact]
    public void A_range_of_integers_is_of_integers_and_one_of_reals_is_not()
    {
        using var integers = arange(5);
        using var reals = arange(0.0, 1.0, 0.25);

        Assert.Equal([0L, 1, 2, 3, 4], integers.data<long>().ToArray());
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f], reals.to(float32).data<float>().ToArray());
    }

    [Fact]
    public void Bytes_are_the_memory_of_the_tensor_itself()
    {
        using var made = zeros(4);
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(made.bytes)[2] = 5;

        Assert.Equal(5f, made[2].item<float>());
    }

    [Fact]
    public void Reading_the_wrong_type_is_refused()
    {
        using var made = zeros(4);

        Assert.Throws<ArgumentException>(() => made.data<double>());
        Assert.Throws<ArgumentException>(() => made[0].item<int>());
    }

    [Fact]
    public void Only_one_element_is_an_item()
    {
        using var made = zeros(4);

        Assert.Throws<ArgumentException>(() => made.item<float>());
    }
}
