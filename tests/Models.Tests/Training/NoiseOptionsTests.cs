using Sweep.Messages.Parameters;
using Sweep.Models.Tests.Support;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Training;

/// <summary>What the hyperparameters of noise mean.</summary>
public sealed class NoiseOptionsTests
{
    private static NoiseOptions From(string type, params (string, ParameterValue)[] others) =>
        NoiseOptions.From(Some.Parameters("dense-autoencoder", [("noise.type", Some.Text(type)), .. others]));

    [Fact]
    public void A_variance_is_the_square_of_the_deviation() =>
        Assert.Equal(new NoiseOptions.Gaussian(0.2, Clip: true), From("gaussian", ("noise.variance", Some.Real(0.2 * 0.2))));

    [Fact]
    public void A_factor_is_the_deviation() => Assert.Equal(new NoiseOptions.Gaussian(0.4, Clip: true), From("gaussian", ("noise.factor", Some.Real(0.4))));

    [Fact]
    public void Noisy_pixels_may_be_left_unclipped() => Assert.Equal(
        new NoiseOptions.Gaussian(0.4, Clip: false), From("gaussian", ("noise.factor", Some.Real(0.4)), ("noise.clip", new ParameterValue.Truth(false))));

    [Fact]
    public void An_amount_is_the_share_of_pixels() =>
        Assert.Equal(new NoiseOptions.SaltAndPepper(0.1), From("salt-pepper", ("noise.amount", Some.Real(0.1))));

    [Fact]
    public void Without_a_type_there_is_none() => Assert.Equal(new NoiseOptions.None(), From("none"));
}
