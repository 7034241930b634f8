using System.Runtime.InteropServices;
using Sweep.Models.DataSets;
using Sweep.Models.Networks;
using Sweep.Models.Tests.Support;
using Sweep.Models.Training;
using static TorchSharp.torch;

namespace Sweep.Models.Tests.Training;

public class InitialWeightsTests
{
    private static readonly WeightShape Weight = Shapes.Linear("layer", 6, 50)[0];
    private static readonly WeightShape Bias = Shapes.Linear("layer", 6, 50)[1];

    [Fact]
    public void He_widens_the_bounds_of_weights_and_not_of_biases()
    {
        Assert.Equal(1, new InitialWeights(1, "he").Bound(Weight), 1e-12);
        Assert.Equal(new InitialWeights(1).Bound(Bias), new InitialWeights(1, "he").Bound(Bias), 1e-12);
        Assert.Equal(1 / Math.Sqrt(6), new InitialWeights(1).Bound(Weight), 1e-12);
    }

    [Fact]
    public void Glorot_goes_by_inputs_and_outputs_and_has_no_biases()
    {
        var kernel = Shapes.Convolution("layer", 2, 4, 3)[0];

        Assert.Equal(Math.Sqrt(6 / (9.0 * (2 + 4))), new InitialWeights(1, "glorot").Bound(kernel), 1e-12);
        Assert.Equal(0, new InitialWeights(1, "glorot").Bound(Bias));
    }

    [Theory]
    [InlineData(51, -1.3863)]
    [InlineData(0, -6.9068)]
    [InlineData(255, 6.9068)]
    public void An_output_of_the_mean_pixel_starts_at_its_logit(byte pixel, double logit)
    {
        var images = new ImageSet(2, 2, 2, [.. Enumerable.Repeat(pixel, 8)], new byte[2]);
        var initial = InitialWeights.From(Some.Dense(("output_bias", Some.Text("data-mean"))), Some.Images() with { Train = images });

        Assert.Equal(logit, initial.OutputBias!.Value, 1e-4);

        using var weights = new FlatWeights([Weight, Bias], CPU);
        weights.Initialise(initial);
        var (first, last) = (weights.Views[0].data<float>().ToArray(), weights.Views[1].data<float>().ToArray());
        Assert.All(last, value => Assert.Equal((float)logit, value, 1e-4f));
        Assert.All(first, value => Assert.InRange(value, -0.41f, 0.41f));
    }

    [Fact]
    public void A_network_whose_last_weight_is_no_bias_has_no_output_to_start_at_the_mean_pixel()
    {
        using var weights = new FlatWeights([Bias, Weight], CPU);

        var refused = Assert.Throws<BadLaneException>(() => weights.Initialise(new InitialWeights(1, OutputBias: 0.5)));

        Assert.Contains("layer.weight", refused.Message);
    }

    [Fact]
    public void Without_a_choice_the_last_bias_is_drawn_as_before()
    {
        using var chosen = new FlatWeights([Weight, Bias], CPU);
        chosen.Initialise(new InitialWeights(7));
        var flat = MemoryMarshal.Cast<byte, float>(chosen.Flat.bytes);

        Assert.Contains(flat[^50..].ToArray(), value => value > 0);
        Assert.Contains(flat[^50..].ToArray(), value => value < 0);
    }
}
