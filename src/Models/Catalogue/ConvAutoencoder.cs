using System.Collections.Immutable;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Networks;
using Sweep.Models.Training;

namespace Sweep.Models.Catalogue;

/// <summary>Convolutions with pooling down to a feature map or a dense code, convolutions with upsampling up again.</summary>
public sealed class ConvAutoencoder : NetworkModel
{
    public override ModelDescription Description { get; } = new(
        "conv-autoencoder", "2", "Convolutions with pooling, mirrored with upsampling, sigmoid output; with or without a dense code between.",
        [
            .. Vocabulary.Autoencoder,
            Vocabulary.Filters,
            new("pools", ParameterKind.Integer, "The first so many convolutions are each followed by 2×2 pooling; the decoder upsamples as often.",
                new ParameterValue.Integer(2), Minimum: 1, Maximum: 8),
            new("latent", ParameterKind.Integer, "Width of a dense code between encoder and decoder; 0 keeps the feature map as the code.",
                new ParameterValue.Integer(0), Minimum: 0, Maximum: 65_536),
            new("decoder", ParameterKind.Integers, "Channels of the decoder's convolutions but the last, one for each pooling, from the code on.",
                Minimum: 1, Maximum: 65_536, Absent: "the last of `filters`, mirrored"),
        ],
        Vocabulary.AutoencoderMetrics,
        Problems,
        Estimate,
        HasEncoder: true);

    public override Network Build(ParameterSet parameters, DataSetDescription data)
    {
        var pools = (int)parameters.Integer("pools");
        return data.Width % (1 << pools) == 0 && data.Height % (1 << pools) == 0
            ? new ConvNetwork(parameters.Integers("filters"), Decoder(parameters), (int)parameters.Integer("latent"), data.Height, data.Width)
            : throw new BadLaneException($"`pools` is {pools}, but images of {data.Width}×{data.Height} cannot be halved so often without rest.");
    }

    /// <summary>Channels of the decoder's convolutions but the last.</summary>
    private static ImmutableArray<int> Decoder(ParameterSet parameters) => parameters.Contains("decoder")
        ? parameters.Integers("decoder")
        : [.. parameters.Integers("filters").Reverse().Take((int)parameters.Integer("pools"))];

    private static IEnumerable<ParameterProblem> Problems(ParameterSet parameters)
    {
        var (filters, pools) = (parameters.Integers("filters"), parameters.Integer("pools"));
        if (pools > filters.Length)
        {
            yield return new("pools", $"`pools` is {pools}, but must be at most {filters.Length}, the number of `filters`.");
        }
        else if (Decoder(parameters).Length != pools)
        {
            yield return new("decoder", $"`decoder` has {Decoder(parameters).Length} widths, but must have {pools}, as many as `pools`.");
        }

        foreach (var problem in NoiseRules.Problems(parameters))
        {
            yield return problem;
        }
    }

    private static ModelEstimate Estimate(ParameterSet parameters, DataSetDescription data)
    {
        var (filters, pools, latent) = (parameters.Integers("filters"), (int)parameters.Integer("pools"), parameters.Integer("latent"));
        var cost = new ConvolutionCost(data.Height, data.Width);
        for (var layer = 0; layer < filters.Length; layer++)
        {
            cost.Convolution(filters[layer], kernel: 3);
            cost.Scale(layer < pools ? 0.5 : 1);
        }

        cost.Code();
        if (latent > 0)
        {
            cost.Bottleneck(latent);
        }

        foreach (var outputs in Decoder(parameters))
        {
            cost.Convolution(outputs, kernel: 3);
            cost.Scale(2);
        }

        cost.Convolution(1, kernel: 3);
        return cost.Estimate(parameters, data);
    }
}
