using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sweep.TorchSharp.Tests.Autograd;

public class GradientTests
{
    [Fact]
    public void The_gradient_of_a_square_is_twice_its_argument()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, -2, 3 }, requires_grad: true);

        var gradient = autograd.grad([x.square().sum()], [x])[0];

        Assert.Equal([2f, -4, 6], gradient.data<float>().ToArray());
    }

    [Fact]
    public void Gradients_flow_through_a_layer_and_a_loss()
    {
        using var scope = NewDisposeScope();
        var weight = tensor(new float[] { 0.5f, -1, 2, 0.25f }, new long[] { 2, 2 }, requires_grad: true);
        var bias = zeros([2], requires_grad: true);
        var input = tensor(new float[] { 1, 2 }, new long[] { 1, 2 });
        var target = tensor(new float[] { 0, 1 }, new long[] { 1, 2 });

        // 1·0.5 − 2·1 = −1.5 and 1·2 + 2·0.25 = 2.5; the gradient of the mean square is the difference itself.
        var loss = functional.mse_loss(functional.linear(input, weight, bias), target);
        var gradients = autograd.grad([loss], [weight, bias]);

        Assert.Equal([-1.5f, -3, 1.5f, 3], gradients[0].data<float>().ToArray());
        Assert.Equal([-1.5f, 1.5f], gradients[1].data<float>().ToArray());
    }

    [Fact]
    public void Nothing_is_recorded_without_gradients()
    {
        using var scope = NewDisposeScope();
        var x = ones([3], requires_grad: true);
        Tensor unrecorded;

        using (no_grad())
        {
            unrecorded = (x * 2).sum();
        }

        AssertNotRecorded(unrecorded, x);
        AssertNotRecorded(x.detach().sum(), x);
        Assert.Equal([2f, 2, 2], autograd.grad([(x * 2).sum()], [x])[0].data<float>().ToArray());
    }

    [Fact]
    public void Each_thread_has_its_own_grad_mode()
    {
        using var scope = NewDisposeScope();
        var x = ones([3], requires_grad: true);
        using var off = no_grad();
        float[] elsewhere = [];

        var thread = new Thread(() => elsewhere = autograd.grad([(x * 2).sum()], [x])[0].data<float>().ToArray());
        thread.Start();
        thread.Join();

        Assert.Equal([2f, 2, 2], elsewhere);
        AssertNotRecorded((x * 2).sum(), x);
    }

    private static void AssertNotRecorded(Tensor output, Tensor input)
    {
        var error = Assert.Throws<ExternalException>(() => autograd.grad([output], [input]));
        Assert.Contains("does not require grad", error.Message);
    }
}
