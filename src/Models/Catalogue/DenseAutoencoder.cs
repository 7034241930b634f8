using System.Collections.Immutable;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Networks;
using Sweep.Models.Training;
using Sweep.Models.Training.Cpu;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Models.Catalogue;

/// <summary>
/// Fully connected layers down to a latent code and, mirrored, up again: pixels → hidden… → latent → …hidden → pixels. ReLU after each hidden
/// layer, none on the code, a sigmoid on the pixels.
/// </summary>
public sealed class DenseAutoencoder : NetworkModel
{
    public override ModelDescription Description { get; } = new(
        "dense-autoencoder", "1", "Fully connected autoencoder: hidden layers down to a latent code, mirrored up again, sigmoid output.",
        [
            .. Vocabulary.Autoencoder,
            new("hidden", ParameterKind.Integers, "Widths of the encoder's hidden layers, from the image on; the decoder mirrors them.",
                new ParameterValue.List([new ParameterValue.Integer(512), new ParameterValue.Integer(256)]), Minimum: 1, Maximum: 65_536),
            new("latent", ParameterKind.Integer, "Width of the latent code.", new ParameterValue.Integer(32), Minimum: 1, Maximum: 65_536),
        ],
        Vocabulary.AutoencoderMetrics,
        NoiseRules.Problems,
        Estimate,
        HasEncoder: true);

    public override Network Build(ParameterSet parameters, DataSetDescription data) => new DenseNetwork(Widths(parameters, data.Width * data.Height));

    private protected override TrainingStep MakeStep(TrainingStart start, Network network, Device target) => target.type == DeviceType.CPU
        ? new DenseStep(Widths(start.Parameters, start.Data.Train.Width * start.Data.Train.Height), start.Parameters, InitialWeights.From(start.Parameters, start.Data))
        : base.MakeStep(start, network, target);

    /// <summary>Widths of all layers, from the image to the latent code and back to the image.</summary>
    internal static ImmutableArray<int> Widths(ParameterSet parameters, int pixels)
    {
        var hidden = parameters.Integers("hidden");
        return [pixels, .. hidden, (int)parameters.Integer("latent"), .. hidden.Reverse(), pixels];
    }

    private static ModelEstimate Estimate(ParameterSet parameters, DataSetDescription data)
    {
        var widths = Widths(parameters, data.Width * data.Height);
        var (weights, activations) = (0L, (long)widths[0]);
        for (var layer = 1; layer < widths.Length; layer++)
        {
            weights += ((long)widths[layer - 1] * widths[layer]) + widths[layer];
            activations += widths[layer];
        }

        return TrainingEstimate.Of(parameters, data, weights, activations, flopsPerSample: 2.0 * weights, parameters.Integer("latent"));
    }
}
