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
        Assert.Equal([1f, 2, 3, 4, 5, 6], made.data<float>().ToArray());
    }

    [Fact]
    public void A_tensor_of_an_array_has_its_type()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([1, 255], tensor(new byte[] { 1, 255 }).data<byte>().ToArray());
        Assert.Equal([1, -2], tensor(new[] { 1, -2 }).data<int>().ToArray());
        Assert.Equal([1, -2], tensor(new long[] { 1, -2 }).data<long>().ToArray());
        Assert.Equal([0.1, -2], tensor(new[] { 0.1, -2 }).data<double>().ToArray());
        Assert.Equal([1f, -2], tensor(new long[] { 1, -2 }, dtype: ScalarType.Float32).data<float>().ToArray());
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape_are_refused() =>
        Assert.ThrowsAny<Exception>(() => tensor(new float[] { 1, 2, 3 }, new long[] { 2, 2 }));

    [Fact]
    public void Filled_tensors_take_shape_type_and_gradient()
    {
        using var scope = NewDisposeScope();
        var zero = zeros([2, 3]);
        var one = ones([4], dtype: ScalarType.Float64, requires_grad: true);

        Assert.Equal(new float[6], zero.data<float>().ToArray());
        Assert.Equal([4], one.shape);
        Assert.Equal([1.0, 1, 1, 1], autograd.grad([one.sum()], [one])[0].data<double>().ToArray());
    }

    [Fact]
    public void Tensors_like_another_have_its_shape_and_type()
    {
        using var scope = NewDisposeScope();
        var made = tensor(new long[] { 5, 6 });

        Assert.Equal([0L, 0], zeros_like(made).data<long>().ToArray());
        Assert.Equal([1L, 1], ones_like(made).data<long>().ToArray());
        Assert.Equal([2], empty_like(made, ScalarType.Float32).shape);
    }

    [Fact]
    public void Bytes_are_the_memory_of_the_tensor_itself()
    {
        using var made = zeros([4]);
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(made.bytes)[2] = 5;

        Assert.Equal([0f, 0, 5, 0], made.data<float>().ToArray());
    }

    [Fact]
    public void Reading_the_wrong_type_is_refused()
    {
        using var made = zeros([1]);

        Assert.Throws<ArgumentException>(() => made.data<double>());
        Assert.Throws<ArgumentException>(() => made.item<int>());
    }

    [Fact]
    public void Only_one_element_is_an_item()
    {
        using var made = zeros([4]);

        Assert.Throws<ArgumentException>(() => made.item<float>());
    }
}
