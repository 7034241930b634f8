using System.Collections.Immutable;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Tests.Studies;

/// <summary>Four small models and three data sets with the vocabulary of the real ones.</summary>
public static class FakeCatalogue
{
    private static readonly ImmutableArray<ParameterDescription> Common =
    [
        new("model", ParameterKind.Text, "Name of the model."),
        new("dataset", ParameterKind.Text, "Name of a data set."),
        new("epochs", ParameterKind.Integer, "Passes over the training set.", Whole(10), Minimum: 1, Maximum: 1_000_000),
        new("seed", ParameterKind.Integer, "Decides the random streams.", Whole(0), Minimum: 0),
    ];

    private static readonly ImmutableArray<ParameterDescription> Training =
    [
        .. Common,
        new("batch_size", ParameterKind.Integer, "Samples per step.", Whole(128), Minimum: 1, Maximum: 65_536),
        new("lr", ParameterKind.Real, "Learning rate.", Real(0.001), Minimum: 0, MinimumExcluded: true),
        new("optimizer", ParameterKind.Text, "Which one.", Text("adam"), Choices: ["adam", "sgd", "adamw"]),
        new("validation", ParameterKind.Real, "Fraction kept apart.", Real(0), Minimum: 0, Maximum: 0.9),
        new("early_stop.patience", ParameterKind.Integer, "Epochs without progress.", Whole(0), Minimum: 0),
        new("loss", ParameterKind.Text, "Which one.", Text("mse"), Choices: ["mse", "bce"]),
        new("l1", ParameterKind.Real, "Penalty on the code.", Real(0), Minimum: 0),
        new("noise.type", ParameterKind.Text, "Noise on the input.", Text("none"), Choices: ["none", "gaussian", "salt-pepper"]),
        new("noise.variance", ParameterKind.Real, "Gaussian noise: variance.", Real(0), Minimum: 0),
        new("noise.factor", ParameterKind.Real, "Gaussian noise: deviation.", Real(0), Minimum: 0),
        new("noise.clip", ParameterKind.Truth, "Clip to 0..1.", new ParameterValue.Truth(true)),
    ];

    private static readonly ImmutableArray<string> Metrics =
        ["train_loss", "val_loss", "test_loss", "psnr", "psnr_noisy", "latent_mean", "latent_sparsity"];

    public static readonly ModelDescription Dense = new(
        "dense-autoencoder", "1", "Fully connected.",
        [
            .. Training,
            new("hidden", ParameterKind.Integers, "Widths.", new ParameterValue.List([Whole(512), Whole(256)]), Minimum: 1, Maximum: 65_536),
            new("latent", ParameterKind.Integer, "Width of the code.", Whole(32), Minimum: 1, Maximum: 65_536),
        ],
        Metrics, Problems, (run, data) =>
            new ModelEstimate(1000 * run.Integer("latent"), 4096 * run.Integer("latent"), 1e9 * data.TrainCount), HasEncoder: true);

    public static readonly ModelDescription Conv = new(
        "conv-autoencoder", "3", "Convolutional.",
        [.. Training, new("filters", ParameterKind.Integers, "Channels.", Minimum: 1)],
        Metrics, Problems, (_, _) => new ModelEstimate(5, 5, 5));

    public static readonly ModelDescription Noop = new(
        "noop", "1", "Trains nothing.",
        [.. Common, new("x", ParameterKind.Real, "Any number.", Real(0)), new("y", ParameterKind.Integer, "Any whole number.", Whole(0))],
        ["train_loss", "test_loss", "psnr"], _ => [], (_, _) => new ModelEstimate(0, 0, 0));

    public static readonly ModelDescription Classifier = new(
        "encoder-classifier", "1", "A frozen encoder.",
        [.. Common, new("lr", ParameterKind.Real, "Learning rate.", Real(0.001)), new("encoder", ParameterKind.Text, "Key of the run whose encoder is taken.")],
        ["train_loss", "test_loss", "accuracy"], _ => [], (_, _) => new ModelEstimate(0, 0, 0));

    public static Catalogue Catalogue { get; } = new(
        [Dense, Conv, Noop, Classifier],
        ["mnist", "fashion-mnist", "synthetic-digits"],
        name => name switch
        {
            "mnist" or "fashion-mnist" => new DataSetDescription(name, $"digest of {name}", 60_000, 10_000, 28, 28, 10),
            "synthetic-digits" => new DataSetDescription(name, "digest of digits", 6_000, 1_000, 28, 28, 10),
            "./damaged" => throw new DataSetException("./damaged/train-images-idx3-ubyte has 7 bytes, but must have 47040016: copy it again."),
            _ => throw new DataSetException($"There is no data set `{name}`."),
        });

    public static Catalogue With(params ModelDescription[] models) => Catalogue with { Models = [.. models] };

    private static IEnumerable<ParameterProblem> Problems(ParameterSet run)
    {
        if (run.Text("noise.type") != "gaussian" && run.Real("noise.variance") > 0)
        {
            yield return new(
                "noise.variance", $"`noise.variance` is {run.Real("noise.variance")}, but `noise.type` is {run.Text("noise.type")}: leave it out.");
        }
    }

    private static ParameterValue.Integer Whole(long value) => new(value);

    private static ParameterValue.Real Real(double value) => new(value);

    private static ParameterValue.Text Text(string value) => new(value);
}
