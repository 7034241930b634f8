using System.Collections.Immutable;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Models.Catalogue;

/// <summary>
/// The hyperparameters that models share, one description each: every model takes from here what it knows, so that one name means one
/// thing in all studies, results and reports.
/// </summary>
public static class Vocabulary
{
    public static readonly ParameterDescription Model = new("model", ParameterKind.Text, "Name of the model.");

    public static readonly ParameterDescription DataSet =
        new("dataset", ParameterKind.Text, "Name of a data set, or the path of a folder of IDX files.");

    public static readonly ParameterDescription Epochs =
        new("epochs", ParameterKind.Integer, "Passes over the training set.", Integer(10), Minimum: 1, Maximum: 1_000_000);

    public static readonly ParameterDescription Seed =
        new("seed", ParameterKind.Integer, "Decides initial weights, split, order, noise and augmentation.", Integer(0), Minimum: 0);

    public static readonly ParameterDescription BatchSize =
        new("batch_size", ParameterKind.Integer, "Samples per step; the last step of an epoch may have fewer.", Integer(128), Minimum: 1, Maximum: 65_536);

    public static readonly ParameterDescription LearningRate =
        new("lr", ParameterKind.Real, "Learning rate.", Real(0.001), Minimum: 0, MinimumExcluded: true);

    public static readonly ParameterDescription Schedule = new(
        "schedule", ParameterKind.Text,
        "The learning rate over all steps: always lr; from lr down to 0 in half a cosine; up to lr in the first 3 tenths, then down.",
        Text("constant"), Choices: ["constant", "cosine", "one-cycle"]);

    public static readonly ParameterDescription Optimizer = new(
        "optimizer", ParameterKind.Text, "Adam, SGD without momentum, or AdamW with weight decay 0.01.", Text("adam"), Choices: ["adam", "sgd", "adamw"]);

    public static readonly ParameterDescription OutputBias = new(
        "output_bias", ParameterKind.Text,
        "First bias of the output: drawn as the others, or the logit of the training set's mean pixel, so that no first steps are spent on making all black.",
        Text("default"), Choices: ["default", "data-mean"]);

    public static readonly ParameterDescription Loss = new(
        "loss", ParameterKind.Text, "Mean over pixels and samples of the squared error or of the binary cross-entropy.", Text("mse"), Choices: ["mse", "bce"]);

    public static readonly ParameterDescription L1 = new(
        "l1", ParameterKind.Real, "Penalty on the latent code: this times the mean over samples of the sum of |z|.", Real(0), Minimum: 0);

    public static readonly ParameterDescription Init = new(
        "init", ParameterKind.Text,
        "Bounds of the first weights: PyTorch's 1/√fan-in; He's √(6/fan-in); or Glorot's √(6/(fan-in + fan-out)) with biases of zero, as in Keras.",
        Text("default"), Choices: ["default", "he", "glorot"]);

    public static readonly ParameterDescription Validation = new(
        "validation", ParameterKind.Real, "Fraction of the training set kept apart for val_loss.", Real(0), Minimum: 0, Maximum: 0.9);

    public static readonly ParameterDescription Augment = new(
        "augment", ParameterKind.Text, "What is done to training images, each time anew: mirrored with chance 1/2, turned by up to 15 degrees.",
        Text("none"), Choices: ["none", "flip", "rotate", "flip-rotate"]);

    public static readonly ParameterDescription Patience = new(
        "early_stop.patience", ParameterKind.Integer,
        "Stop after so many epochs in a row without a lower val_loss (test_loss where nothing is kept for validation); 0 trains all epochs.",
        Integer(0), Minimum: 0);

    public static readonly ParameterDescription Precision = new(
        "precision", ParameterKind.Text, "Arithmetic of the matrix products.", Text("fp32"), Choices: ["fp32"]);

    /// <summary>For models with convolutions.</summary>
    public static readonly ParameterDescription Filters = new(
        "filters", ParameterKind.Integers, "Channels of each 3×3 convolution, from the image on.",
        new ParameterValue.List([Integer(32), Integer(64)]), Minimum: 1, Maximum: 65_536);

    /// <summary>For models that take the trained encoder of another run.</summary>
    public static readonly ParameterDescription Encoder = new(
        RunSpec.EncoderParameter, ParameterKind.Text,
        "The run whose trained encoder is taken: in a study a map that selects one, {grid: NAME, ..}; else its key.");

    /// <summary>What every model knows, also one that has no tensors.</summary>
    public static readonly ImmutableArray<ParameterDescription> Common = [Model, DataSet, Epochs, Seed];

    /// <summary>What every model knows that learns by steps.</summary>
    public static readonly ImmutableArray<ParameterDescription> Training =
        [.. Common, BatchSize, LearningRate, Init, Schedule, Optimizer, Validation, Augment, Patience, Precision];

    /// <summary>What is put into a model besides images.</summary>
    public static readonly ImmutableArray<ParameterDescription> Noise =
    [
        new("noise.type", ParameterKind.Text, "Noise on the input images; the target stays clean.", Text("none"), Choices: ["none", "gaussian", "salt-pepper"]),
        new("noise.variance", ParameterKind.Real, "Gaussian noise: variance, pixels being 0 to 1.", Real(0), Minimum: 0),
        new("noise.factor", ParameterKind.Real, "Gaussian noise: standard deviation, instead of the variance.", Real(0), Minimum: 0),
        new("noise.amount", ParameterKind.Real, "Salt-and-pepper noise: share of pixels, half of them white, half black.", Real(0), Minimum: 0, Maximum: 1),
        new("noise.clip", ParameterKind.Truth, "Clip noisy pixels to 0..1.", new ParameterValue.Truth(true)),
    ];

    /// <summary>What every autoencoder knows.</summary>
    public static readonly ImmutableArray<ParameterDescription> Autoencoder = [.. Training, OutputBias, Loss, L1, .. Noise];

    /// <summary>What every autoencoder reports.</summary>
    public static readonly ImmutableArray<string> AutoencoderMetrics =
        ["train_loss", "val_loss", "test_loss", "psnr", "psnr_noisy", "latent_mean", "latent_sparsity"];

    private static ParameterValue.Integer Integer(long value) => new(value);

    private static ParameterValue.Real Real(double value) => new(value);

    private static ParameterValue.Text Text(string value) => new(value);
}
