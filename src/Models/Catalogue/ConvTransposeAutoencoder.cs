using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Networks;
using Sweep.Models.Training;

namespace Sweep.Models.Catalogue;

/// <summary>Strided convolutions down to a code of four small maps, transposed convolutions up again.</summary>
public sealed class ConvTransposeAutoencoder : NetworkModel
{
    private const int Side = 28;
    private const int Channels = 32;

    public override ModelDescription Description { get; } = new(
        "conv-transpose-autoencoder", "2", "Convolutions from 28×28 down to a code of 4×latent×latent, transposed convolutions up again, sigmoid output.",
        [
            .. Vocabulary.Autoencoder,
            new("depth", ParameterKind.Integer, "Convolutions of the encoder, and as many of the decoder.",
                new ParameterValue.Integer(3), Minimum: 1, Maximum: 16),
            new("latent", ParameterKind.Integer, "Side of the code's four maps: 5, 8 or 13.", new ParameterValue.Integer(13), Minimum: 5, Maximum: 13),
            new("channels", ParameterKind.Integer, "Channels between the convolutions; a depth of 1 has none.",
                new ParameterValue.Integer(Channels), Minimum: 1, Maximum: 4096),
        ],
        Vocabulary.AutoencoderMetrics,
        Problems,
        Estimate,
        HasEncoder: true);

    public override Network Build(ParameterSet parameters, DataSetDescription data) => (data.Width, data.Height) == (Side, Side)
        ? new ConvTransposeNetwork((int)parameters.Integer("depth"), (int)parameters.Integer("latent"), (int)parameters.Integer("channels"))
        : throw new BadLaneException($"`conv-transpose-autoencoder` takes images of 28×28, but those of `{data.Name}` are {data.Width}×{data.Height}.");

    private static IEnumerable<ParameterProblem> Problems(ParameterSet parameters)
    {
        foreach (var problem in NoiseRules.Problems(parameters))
        {
            yield return problem;
        }

        var latent = (int)parameters.Integer("latent");
        if (!ConvTransposeNetwork.Sides.Contains(latent))
        {
            yield return new("latent", $"`latent` is {latent}, but must be one of {string.Join(", ", ConvTransposeNetwork.Sides)}.");
        }

        // A number of channels that nothing has would make the same network another run.
        if (parameters.Integer("depth") == 1 && parameters.Integer("channels") != Channels)
        {
            yield return new("channels", $"`channels` is {parameters.Integer("channels")}, but a `depth` of 1 has none between its convolutions: leave it out.");
        }
    }

    private static ModelEstimate Estimate(ParameterSet parameters, DataSetDescription data)
    {
        var (depth, latent, channels) = ((int)parameters.Integer("depth"), parameters.Integer("latent"), parameters.Integer("channels"));
        var (cost, code, kernel) = (new ConvolutionCost(Side, Side), latent * latent, ConvTransposeNetwork.KernelTo((int)latent));
        cost.StridedConvolution(depth == 1 ? ConvTransposeNetwork.CodeChannels : channels, kernel, code, code);
        for (var layer = 1; layer < depth; layer++)
        {
            cost.Convolution(layer == depth - 1 ? ConvTransposeNetwork.CodeChannels : channels, kernel: 3);
        }

        cost.Code();
        for (var layer = 1; layer < depth; layer++)
        {
            cost.Convolution(channels, kernel: 3);
        }

        cost.StridedConvolution(1, kernel, code, Side * Side);
        return cost.Estimate(parameters, data);
    }
}
