using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests.Tensors;

public class RandomTests
{
    [Fact]
    public void One_seed_gives_one_sequence()
    {
        using var scope = NewDisposeScope();
        using var one = new Generator(42);
        using var two = new Generator(42);
        using var three = new Generator(43);

        var first = randn(new long[] { 100 }, generator: one).data<float>().ToArray();

        Assert.Equal(first, randn(new long[] { 100 }, generator: two).data<float>().ToArray());
        Assert.NotEqual(first, randn(new long[] { 100 }, generator: three).data<float>().ToArray());
        Assert.NotEqual(first, randn(new long[] { 100 }, generator: one).data<float>().ToArray());
    }

    [Fact]
    public void Seeding_again_starts_the_sequence_again()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var first = empty(50).uniform_(0, 1, generator).data<float>().ToArray();

        generator.manual_seed(7);

        Assert.Equal(first, empty(50).uniform_(0, 1, generator).data<float>().ToArray());
        Assert.Equal(7, generator.initial_seed());
    }

    // The figures are PyTorch's: torch.manual_seed(0); torch.rand(3), torch.randn(4), torch.randperm(5).
    [Fact]
    public void The_numbers_are_those_of_PyTorch()
    {
        using var scope = NewDisposeScope();

        AssertClose([0.49625659f, 0.76822180f, 0.08847743f], rand(new long[] { 3 }, generator: new Generator(0)));
        AssertClose([1.5409961f, -0.2934289f, -2.1787894f, 0.56843126f], randn(new long[] { 4 }, generator: new Generator(0)));
    }

    [Fact]
    public void A_permutation_holds_each_number_once()
    {
        using var scope = NewDisposeScope();
        var order = randperm(100, generator: new Generator(1)).data<long>().ToArray();

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), order.Order());
        Assert.NotEqual(order.Order(), order);
    }

    [Fact]
    public void Bernoulli_draws_by_the_given_chance()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);

        Assert.Equal(0f, zeros(100).bernoulli(generator).sum().item<float>());
        Assert.Equal(100f, ones(100).bernoulli(generator).sum().item<float>());
        Assert.InRange(empty(10_000).bernoulli_(0.25, generator).mean().item<float>(), 0.23f, 0.27f);
    }

    private static void AssertClose(float[] expected, Tensor actual) =>
        Assert.All(expected.Zip(actual.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 6));
}
