using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sweep.TorchSharp.Tests.NN;

public class FunctionalTests
{
    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();

    private static Tensor Image(params float[] pixels) => tensor(pixels, new long[] { 1, 1, 2, pixels.Length / 2 });

    [Fact]
    public void A_convolution_sums_what_its_window_weighs()
    {
        using var scope = NewDisposeScope();
        var output = functional.conv2d(Image(1, 2, 3, 4, 5, 6), ones([1, 1, 2, 2]), tensor(new float[] { 0.5f }));

        Assert.Equal([1, 1, 1, 2], output.shape);
        Assert.Equal([12.5f, 16.5f], Values(output));
        Assert.Equal([1, 1, 2, 3], functional.conv2d(Image(1, 2, 3, 4, 5, 6), ones([1, 1, 3, 3]), null, [1, 1], [1, 1]).shape);
    }

    [Fact]
    public void A_transposed_convolution_spreads_each_pixel_over_its_window()
    {
        using var scope = NewDisposeScope();
        var output = functional.conv_transpose2d(Image(1, 2, 3, 4), ones([1, 1, 2, 2]), null, [2, 2]);

        Assert.Equal([1f, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4], Values(output));
    }

    [Fact]
    public void Pooling_keeps_the_largest()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([4f, 8], Values(functional.max_pool2d(Image(1, 2, 5, 6, 3, 4, 7, 8), [2, 2])));
    }

    [Fact]
    public void What_is_below_zero_is_cut_off_here_or_in_place()
    {
        using var scope = NewDisposeScope();
        var made = tensor(new float[] { -1, 2 });

        Assert.Equal([0f, 2], Values(functional.relu(made)));
        Assert.Equal([-1f, 2], Values(made));
        functional.relu(made, inplace: true);
        Assert.Equal([0f, 2], Values(made));
    }

    [Fact]
    public void Losses_are_what_their_formulas_say()
    {
        using var scope = NewDisposeScope();
        var guess = tensor(new float[] { 0.25f, 0.5f });
        var truth = tensor(new float[] { 0, 1 });

        Assert.Equal((0.0625f + 0.25f) / 2, functional.mse_loss(guess, truth).item<float>(), 6);
        Assert.Equal(0.3125f, functional.mse_loss(guess, truth, Reduction.Sum).item<float>(), 6);
        Assert.Equal(-(Math.Log(0.75) + Math.Log(0.5)) / 2, functional.binary_cross_entropy(guess, truth).item<float>(), 6);

        var scores = tensor(new float[] { 1, 2, 3 }, new long[] { 1, 3 });
        var expected = Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(3)) - 2;
        Assert.Equal(expected, functional.cross_entropy(scores, tensor(new long[] { 1 })).item<float>(), 5);
    }

    [Fact]
    public void A_target_of_another_shape_is_refused()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => functional.binary_cross_entropy(rand([2, 3]), rand([2, 4])));
    }

    [Fact]
    public void Gradients_flow_through_a_convolutional_network()
    {
        using var scope = NewDisposeScope();
        var kernel = rand([4, 1, 3, 3], requires_grad: true);
        var back = rand([4, 1, 2, 2], requires_grad: true);
        var images = rand([2, 1, 8, 8]);

        var code = functional.max_pool2d(functional.relu(functional.conv2d(images, kernel, null, [1, 1], [1, 1])), [2, 2]);
        var output = functional.conv_transpose2d(code, back, null, [2, 2]).sigmoid();
        var gradients = autograd.grad([functional.mse_loss(output, images)], [kernel, back]);

        Assert.All(gradients, gradient => Assert.True(gradient.abs().sum().item<float>() > 0));
        Assert.Equal(kernel.shape, gradients[0].shape);
    }
}
