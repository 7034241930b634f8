using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Models.Networks;
using Sweep.Models.Training;
using static TorchSharp.torch;

namespace Sweep.Models.Catalogue;

/// <summary>A softmax over the labels on top of another run's trained encoder, which is frozen: what the code that it has found is worth.</summary>
public sealed class EncoderClassifier : Model
{
    // The encoder is not known before its run is: the code of one here, in images, is the widest of the catalogue's defaults.
    private const int ImagesPerCode = 4;

    public override ModelDescription Description { get; } = new(
        "encoder-classifier", "1", "The frozen encoder of a trained autoencoder, softmax over the labels, cross-entropy.",
        [.. Vocabulary.Training.Remove(Vocabulary.Augment), Vocabulary.Encoder],
        ["train_loss", "val_loss", "test_loss", "accuracy"],
        Problems,
        Estimate);

    public override LaneTraining Start(TrainingStart start)
    {
        var (target, data) = (NetworkModel.Prepare(start), start.Data.Description);
        var encoder = new FrozenEncoder(start.Encoder ?? throw new BadLaneException("`encoder` names no run."), data, target);
        var images = new EncodedImages(NetworkModel.Images(new NoiseOptions.None(), target), encoder, target);
        var size = checked((int)encoder.CodeSize);
        var network = new CnnClassifierNetwork([], [], data.Classes, height: 1, width: size);
        var step = new NetworkStep(network, (1, size), start.Parameters, target, InitialWeights.From(start.Parameters, start.Data));
        return new StepwiseTraining(start, images, step, network.Target);
    }

    private static IEnumerable<ParameterProblem> Problems(ParameterSet parameters)
    {
        var encoder = parameters.Text("encoder");
        if (RunSpec.EncoderOf(parameters)?.ToString() != encoder)
        {
            yield return new(
                "encoder", $"`encoder` is `{encoder}`, but must select a run, such as {{grid: NAME}}, or be the key of one: 64 digits 0-9 and a-f.");
        }
    }

    private static ModelEstimate Estimate(ParameterSet parameters, DataSetDescription data)
    {
        var code = (long)ImagesPerCode * data.Width * data.Height;
        var weights = (code + 1) * data.Classes;
        var estimate = TrainingEstimate.Of(parameters, data, weights, code + (2 * data.Classes), flopsPerSample: 2.0 * weights);
        return estimate with { MemoryBytes = estimate.MemoryBytes + (sizeof(float) * code * (data.TrainCount + data.TestCount)) };
    }
}
