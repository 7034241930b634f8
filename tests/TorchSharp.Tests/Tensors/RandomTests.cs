using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests.Tensors;

public class RandomTests
{
    private static float[] Uniform(Generator generator, int count) => empty([count]).uniform_(0, 1, generator).data<float>().ToArray();

    private static float[] Normal(Generator generator, int count) => empty([count]).normal_(0, 1, generator).data<float>().ToArray();

    [Fact]
    public void One_seed_gives_one_sequence()
    {
        using var scope = NewDisposeScope();
        using var one = new Generator(42);
        using var two = new Generator(42);
        using var three = new Generator(43);

        var first = Normal(one, 100);

        Assert.Equal(first, Normal(two, 100));
        Assert.NotEqual(first, Normal(three, 100));
        Assert.NotEqual(first, Normal(one, 100));
    }

    // The figures are PyTorch's: torch.manual_seed(0); torch.rand(3), torch.randn(4).
    [Fact]
    public void The_numbers_are_those_of_PyTorch()
    {
        using var scope = NewDisposeScope();

        AssertClose([0.49625659f, 0.76822180f, 0.08847743f], Uniform(new Generator(0), 3));
        AssertClose([0.49625659f, 0.76822180f, 0.08847743f], rand([3], generator: new Generator(0)).data<float>().ToArray());
        AssertClose([1.5409961f, -0.2934289f, -2.1787894f, 0.56843126f], Normal(new Generator(0), 4));
    }

    private static void AssertClose(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 6));
}
