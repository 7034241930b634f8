using Sweep.Messages.Catalogue;
using Sweep.Models.Catalogue;
using Sweep.Models.Tests.Support;

namespace Sweep.Models.Tests.Catalogue;

public class DenseAutoencoderTests
{
    private static readonly DataSetDescription Mnist = new("mnist", "", 60_000, 10_000, 28, 28, 10);

    [Theory]
    [InlineData(new[] { 512, 256 }, 100, 1_118_580)]
    [InlineData(new int[0], 10, 16_474)]
    public void Weights_are_counted_exactly(int[] hidden, int latent, long weights)
    {
        var parameters = Some.Dense(("hidden", Some.Integers(hidden)), ("latent", Some.Integer(latent)));

        Assert.Equal(weights, new DenseAutoencoder().Description.Estimate(parameters, Mnist).WeightCount);
    }

    [Fact]
    public void An_epoch_costs_three_passes_over_what_it_trains_on_and_one_over_the_rest()
    {
        var estimate = new DenseAutoencoder().Description.Estimate(Some.Dense(("validation", Some.Real(0.5))), Mnist);

        Assert.Equal(2.0 * estimate.WeightCount * ((3 * 30_000) + 30_000 + 10_000), estimate.FlopsPerEpoch);
    }

    [Fact]
    public void Wider_layers_and_bigger_batches_need_more_memory()
    {
        long Memory(int width, int batch) => new DenseAutoencoder().Description
            .Estimate(Some.Dense(("hidden", Some.Integers(width)), ("batch_size", Some.Integer(batch))), Mnist).MemoryBytes;

        Assert.True(Memory(64, 64) < Memory(128, 64));
        Assert.True(Memory(64, 1000) < Memory(64, 2000));
    }

    [Fact]
    public void Widths_are_mirrored() =>
        Assert.Equal([784, 19, 9, 5, 9, 19, 784], DenseAutoencoder.Widths(Some.Dense(), 784).ToArray());
}
