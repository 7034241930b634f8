using Sweep.Models.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sweep.Models.Tests.Networks;

public class UpsamplingConvolutionTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 3, 5, 4)]
    [InlineData(3, 4, 7, 7)]
    public void It_gives_what_upsampling_and_then_convolving_gives(int channels, int outputs, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4);
        var input = rand([2, channels, height, width], generator: generator).requires_grad_(true);
        var weight = rand([outputs, channels, 3, 3], generator: generator).requires_grad_(true);
        var bias = rand([outputs], generator: generator).requires_grad_(true);

        var folded = UpsamplingConvolution.Apply(input, weight, bias);
        var plain = functional.conv2d(Doubled(input), weight, bias, [1, 1], [1, 1]);

        Assert.Equal(plain.shape, folded.shape);
        Assert.True(Distance(plain, folded) < 1e-5);
        foreach (var (expected, actual) in Gradients(plain).Zip(Gradients(folded)))
        {
            Assert.True(Distance(expected, actual) < 1e-4 * expected.abs().max().item<float>());
        }

        Tensor[] Gradients(Tensor output) => [.. autograd.grad([output.square().sum()], [input, weight, bias])];
    }

    [Fact]
    public void What_it_keeps_outlives_the_scope_in_which_it_was_made()
    {
        for (var time = 0; time < 2; time++)
        {
            using var scope = NewDisposeScope();

            Assert.Equal([1, 1, 4, 4], UpsamplingConvolution.Apply(ones([1, 1, 2, 2]), ones([1, 1, 3, 3]), zeros([1])).shape);
        }
    }

    /// <summary>Each pixel four times, in a square.</summary>
    private static Tensor Doubled(Tensor images)
    {
        var (samples, channels, height, width) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        return images.view(samples, channels, height, 1, width, 1).expand(samples, channels, height, 2, width, 2)
            .reshape(samples, channels, 2 * height, 2 * width);
    }

    private static float Distance(Tensor left, Tensor right) => (left - right).abs().max().item<float>();
}
