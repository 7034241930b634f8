using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Catalogue;
using Sweep.Models.Networks;

namespace CustomModel;

/// <summary>One linear layer down to a code, and the same weights up again, with a sigmoid: little more than principal components.</summary>
public sealed class TiedAutoencoder : NetworkModel
{
    public override ModelDescription Description { get; } = new(
        "tied-autoencoder",
        "1", // Part of every run key: change it when the same hyperparameters would give other bits.
        "One linear layer down and, with the same weights, up again.",
        [
            .. Vocabulary.Autoencoder,
            new("latent", ParameterKind.Integer, "Width of the code.", new ParameterValue.Integer(16), Minimum: 1),
        ],
        Vocabulary.AutoencoderMetrics,
        NoiseRules.Problems,
        Estimate,
        HasEncoder: true);

    public override Network Build(ParameterSet parameters, DataSetDescription data) =>
        new TiedNetwork(data.Width * data.Height, parameters.Integer("latent"));

    private static ModelEstimate Estimate(ParameterSet parameters, DataSetDescription data)
    {
        var (pixels, latent) = ((long)data.Width * data.Height, parameters.Integer("latent"));
        var weights = (pixels * latent) + latent + pixels;
        return TrainingEstimate.Of(parameters, data, weights, activations: (2 * pixels) + latent, flopsPerSample: 4.0 * pixels * latent);
    }
}
