using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests.Tensors;

public class ArithmeticTests
{
    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();

    [Fact]
    public void Operators_work_with_tensors_and_numbers_on_either_side()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[] { 1, 2, 4 });
        var b = tensor(new float[] { 2, 2, 2 });

        Assert.Equal([3f, 4, 6], Values(a + b));
        Assert.Equal([-1f, 0, 2], Values(a - b));
        Assert.Equal([2f, 4, 8], Values(a * b));
        Assert.Equal([0.5f, 1, 2], Values(a / b));
        Assert.Equal([2f, 3, 5], Values(a + 1));
        Assert.Equal([0f, -1, -3], Values(1 - a));
        Assert.Equal([8f, 4, 2], Values(8 / a));
        Assert.Equal([-1f, -2, -4], Values(-a));
        Assert.Equal([1f, 4, 16], Values(a.pow(2)));
    }

    [Fact]
    public void In_place_forms_change_the_tensor()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[] { 1, 2, 4 });
        var b = tensor(new float[] { 2, 2, 2 });

        a.add_(b).mul_(2).sub_(b).div_(4);
        Assert.Equal([1f, 1.5f, 2.5f], Values(a));
        a.addcmul_(b, b, 0.5);
        Assert.Equal([3f, 3.5f, 4.5f], Values(a));
        a.addcdiv_(b, b, -3);
        Assert.Equal([0f, 0.5f, 1.5f], Values(a));
        a.clamp_(0.25, 1);
        Assert.Equal([0.25f, 0.5f, 1], Values(a));
        a.fill_(4).sqrt_();
        Assert.Equal([2f, 2, 2], Values(a));
        a.zero_();
        Assert.Equal([0f, 0, 0], Values(a));
        a.copy_(b);
        Assert.Equal(Values(b), Values(a));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_what_libtorch_says()
    {
        using var scope = NewDisposeScope();
        var a = zeros(2, 3);
        var b = zeros(2, 4);

        var error = Assert.Throws<ExternalException>(() => a + b);
        Assert.Contains("The size of tensor a (3) must match the size of tensor b (4)", error.Message);
    }

    [Fact]
    public void Products_agree_with_each_other()
    {
        using var scope = NewDisposeScope();
        var a = randn(3, 4, 5);
        var b = randn(3, 5, 2);
        var c = randn(3, 4, 2);

        var batched = a.bmm(b);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(batched[i].allclose(a[i].matmul(b[i]), 1e-5, 1e-6));
        }
        Assert.True(c[0].addmm(a[0], b[0]).allclose(batched[0] + c[0], 1e-5, 1e-6));
    }

    [Fact]
    public void Comparisons_give_booleans()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[] { 1, 2, float.NaN });

        Assert.Equal([false, true, false], a.ge(2).data<bool>().ToArray());
        Assert.Equal([true, false, false], (a < 2).data<bool>().ToArray());
        Assert.Equal([false, false, true], a.isnan().data<bool>().ToArray());
        Assert.False(a.isfinite().all().item<bool>());
    }

    [Fact]
    public void Reductions_take_dimensions()
    {
        using var scope = NewDisposeScope();
        var a = arange(6, dtype: float32).reshape(2, 3);

        Assert.Equal(15f, a.sum().item<float>());
        Assert.Equal([3f, 5, 7], Values(a.sum(new long[] { 0 })));
        Assert.Equal([1f, 4], Values(a.mean(new long[] { 1 })));
        Assert.Equal([2, 1], a.mean(new long[] { 1 }, true).shape);
        Assert.Equal(5, a.argmax().item<long>());
        Assert.Equal([2L, 2], a.argmax(1).data<long>().ToArray());
        var (values, places) = a.max(0);
        Assert.Equal([3f, 4, 5], Values(values));
        Assert.Equal([1L, 1, 1], places.data<long>().ToArray());
    }
}
