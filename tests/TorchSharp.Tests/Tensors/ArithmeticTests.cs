using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests.Tensors;

public class ArithmeticTests
{
    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();

    [Fact]
    public void Operators_work_with_tensors_and_numbers()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[] { 1, 2, 4 });
        var b = tensor(new float[] { 2, 2, 2 });

        Assert.Equal([3f, 4, 6], Values(a + b));
        Assert.Equal([-1f, 0, 2], Values(a - b));
        Assert.Equal([2f, 4, 8], Values(a * 2));
        Assert.Equal([1f, 4, 16], Values(a.square()));
        Assert.Equal([1f, 2, 4], Values(a.square().sqrt()));
        Assert.Equal([1f, 2, 4], Values((a * -1).abs()));
        Assert.Equal([0.5f, 0.5f, 0.5f], Values((a - a).sigmoid()));
    }

    [Fact]
    public void In_place_forms_change_the_tensor()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[] { 1, 2, 4 });
        var b = tensor(new float[] { 2, 2, 2 });

        a.add_(b).mul_(2).add_(b, -1).div_(4);
        Assert.Equal([1f, 1.5f, 2.5f], Values(a));
        a.addcmul_(b, b, 0.5);
        Assert.Equal([3f, 3.5f, 4.5f], Values(a));
        a.addcdiv_(b, b, -3);
        Assert.Equal([0f, 0.5f, 1.5f], Values(a));
        a.clamp_(0.25, 1).add_(1);
        Assert.Equal([1.25f, 1.5f, 2], Values(a));
        a.zero_();
        Assert.Equal([0f, 0, 0], Values(a));
        a.copy_(b);
        Assert.Equal(Values(b), Values(a));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_what_libtorch_says()
    {
        using var scope = NewDisposeScope();
        var a = zeros([2, 3]);
        var b = zeros([2, 4]);

        var error = Assert.Throws<ExternalException>(() => a + b);
        Assert.Contains("The size of tensor a (3) must match the size of tensor b (4)", error.Message);
    }

    [Fact]
    public void Products_agree_with_each_other()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, new long[] { 2, 3 });

        Assert.Equal([14f, 32, 32, 77], Values(a.mm(a.t())));
        Assert.Equal([14f, 32, 32, 77], Values(a.matmul(a.t())));
        Assert.Equal([27f, 63, 63, 153], Values(ones([2, 2]).addmm_(a, a.t(), -1, 2)));
    }

    [Fact]
    public void Comparisons_give_booleans_that_choose()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[] { 1, 2, float.NaN });
        var b = tensor(new float[] { 1, 5, 5 });

        Assert.Equal([false, true, false], a.ge(2).data<bool>().ToArray());
        Assert.Equal([true, false, false], a.lt(2).data<bool>().ToArray());
        Assert.Equal([true, false, false], a.eq(b).data<bool>().ToArray());
        Assert.Equal([1f, 2, 5], Values(where(a.ge(1), a, b)));
    }

    [Fact]
    public void Reductions_take_dimensions()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[] { 0, 1, 2, 3, 4, 5 }, new long[] { 2, 3 });

        Assert.Equal(15f, a.sum().item<float>());
        Assert.Equal(5f, a.max().item<float>());
        Assert.Equal([1.5f, 2.5f, 3.5f], Values(a.mean(new long[] { 0 })));
        Assert.Equal([1f, 4], Values(a.mean(new long[] { 1 })));
        Assert.Equal([2, 1], a.mean(new long[] { 1 }, true).shape);
        Assert.Equal([2L, 2], a.argmax(1).data<long>().ToArray());
    }
}
