using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Networks;
using Sweep.Models.Tests.Support;
using Sweep.Models.Training;
using static TorchSharp.torch;

namespace Sweep.Models.Tests.Catalogue;

/// <summary>What holds for every network of the catalogue.</summary>
public class NetworkModelsTests
{
    private static readonly DataSet Images = Some.Images(train: 24, test: 10, side: 28);

    /// <summary>Small ones of each kind, with the number of weights counted by hand.</summary>
    private static readonly Dictionary<string, (ParameterSet Parameters, long Weights)> All = new()
    {
        ["dense"] = (Small("dense-autoencoder", ("hidden", Some.Integers(20)), ("latent", Some.Integer(3))), (785 * 20) + (21 * 3) + (4 * 20) + (21 * 784)),
        ["dense, five layers"] = (
            Small("dense-autoencoder", ("hidden", Some.Integers(656, 512, 256, 128)), ("latent", Some.Integer(30))),
            (785 * 656) + (657 * 512) + (513 * 256) + (257 * 128) + (129 * 30) + (31 * 128) + (129 * 256) + (257 * 512) + (513 * 656) + (657 * 784)),
        ["conv"] = (Small("conv-autoencoder", ("filters", Some.Integers(4, 6))), 40 + 222 + 330 + 220 + 37),
        ["conv, last convolution without pooling"] = (Small("conv-autoencoder", ("filters", Some.Integers(4, 6, 4))), 40 + 222 + 220 + 148 + 222 + 55),
        ["conv with a dense code"] = (
            Small("conv-autoencoder", ("filters", Some.Integers(4, 6)), ("latent", Some.Integer(5))), 40 + 222 + (295 * 5) + (6 * 294) + 330 + 220 + 37),
        ["conv with a decoder of its own"] = (
            Small("conv-autoencoder", ("filters", Some.Integers(4, 6)), ("latent", Some.Integer(5)), ("decoder", Some.Integers(6, 8))),
            40 + 222 + (295 * 5) + (6 * 294) + 330 + 440 + 73),
        ["transpose 1 × 13"] = (Transpose(1, 13), 68 + 65),
        ["transpose 1 × 8"] = (Transpose(1, 8), 200 + 197),
        ["transpose 1 × 5"] = (Transpose(1, 5), 260 + 257),
        ["transpose 3 × 13"] = (Transpose(3, 13), 102 + 330 + 220 + 222 + 330 + 97),
        ["transpose 3 × 8"] = (Transpose(3, 8), 300 + 330 + 220 + 222 + 330 + 295),
        ["transpose 3 × 5"] = (Transpose(3, 5), 390 + 330 + 220 + 222 + 330 + 385),
        ["transpose 5 × 13"] = (Transpose(5, 13), 102 + 330 + 330 + 330 + 220 + 222 + 330 + 330 + 330 + 97),
        ["transpose 5 × 8"] = (Transpose(5, 8), 300 + 330 + 330 + 330 + 220 + 222 + 330 + 330 + 330 + 295),
        ["transpose 5 × 5"] = (Transpose(5, 5), 390 + 330 + 330 + 330 + 220 + 222 + 330 + 330 + 330 + 385),
        ["cnn"] = (Small("cnn-classifier", ("filters", Some.Integers(4, 6)), ("hidden", Some.Integers(8))), 40 + 222 + (295 * 8) + 90),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_are_counted_exactly_and_estimated_so(string name)
    {
        var (parameters, weights) = All[name];

        Assert.Equal(weights, Build(parameters).Weights.Sum(shape => shape.Count));
        Assert.Equal(weights, Description(parameters).Estimate(parameters, Images.Description).WeightCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_goes_in_comes_out_in_shape(string name)
    {
        using var scope = NewDisposeScope();
        var network = Build(All[name].Parameters);

        var output = network.Forward([.. network.Weights.Select(shape => rand([.. shape.Shape]).mul_(0.1))], rand([3, 1, 28, 28]));

        Assert.Equal(network.Target == LearningTarget.Labels ? 3 * 10 : 3 * 784, output.Prediction.NumberOfElements);
        Assert.Equal(3, output.Prediction.shape[0]);
        Assert.Equal(network.Target == LearningTarget.Images, output.Latent is not null);
    }

    [Theory]
    [InlineData("transpose 1 × 13", 4 * 13 * 13)]
    [InlineData("transpose 3 × 8", 4 * 8 * 8)]
    [InlineData("transpose 5 × 5", 4 * 5 * 5)]
    [InlineData("conv", 6 * 7 * 7)]
    [InlineData("conv, last convolution without pooling", 4 * 7 * 7)]
    [InlineData("conv with a dense code", 5)]
    [InlineData("conv with a decoder of its own", 5)]
    [InlineData("dense, five layers", 30)]
    [InlineData("dense", 3)]
    public void The_code_has_its_size_and_is_estimated_so(string name, long size)
    {
        using var scope = NewDisposeScope();
        var network = Build(All[name].Parameters);

        var output = network.Forward([.. network.Weights.Select(shape => rand([.. shape.Shape]))], rand([3, 1, 28, 28]));

        Assert.Equal([3, size], output.Latent!.shape);
        Assert.Equal(size, Description(All[name].Parameters).Estimate(All[name].Parameters, Images.Description).CodeSize);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_batch_is_learnt_by_heart(string name)
    {
        // With narrower first weights, small networks draw the mean image for long.
        var parameters = All[name].Parameters.With("epochs", Some.Integer(400)).With("lr", Some.Real(0.005)).With("init", Some.Text("he"));
        var few = new ImageSet(4, 28, 28, Images.Train.Pixels[..(4 * 784)], Images.Train.Labels[..4]);
        var isOfImages = Build(parameters).Target == LearningTarget.Images;

        var epochs = Some.Train(isOfImages ? parameters.With("output_bias", Some.Text("data-mean")) : parameters, Images with { Train = few }).Epochs;

        // A twentieth of the loss of a network that draws the same for every image, however well; and labels told with 99% certainty.
        Assert.InRange(epochs[^1].Metrics.Metrics["train_loss"]!.Value, 0, isOfImages ? 0.05 * LossOfTheMean(few) : -Math.Log(0.99));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_resumed_run_equals_one_never_stopped(string name)
    {
        var whole = Some.Train(All[name].Parameters, Images);

        Assert.Equal(whole.Bits().Skip(1), Some.Train(All[name].Parameters, Images, whole.States[0].State).Bits());
        Assert.IsType<RunOutcome.Completed>(whole.Outcome);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_metrics_that_the_description_names_are_reported(string name) => Assert.Subset(
        Description(All[name].Parameters).Metrics.ToHashSet(),
        Some.Train(All[name].Parameters, Images).Epochs[0].Metrics.Metrics.Select(metric => metric.Key).ToHashSet());

    [Fact]
    public void Labels_learnt_by_heart_are_told_rightly()
    {
        var parameters = Some.Parameters("cnn-classifier", ("filters", Some.Integers(8, 16)), ("epochs", Some.Integer(60)), ("lr", Some.Real(0.003)));
        var known = Images with { Test = Images.Train };

        Assert.Equal(1, Some.Train(parameters, known).Epochs[^1].Metrics.Metrics["accuracy"]);
    }

    [Fact]
    public void Images_that_cannot_be_halved_so_often_are_a_bad_configuration()
    {
        var failed = Assert.IsType<RunOutcome.Failed>(Some.Train(
            Small("conv-autoencoder", ("filters", Some.Integers(2, 2, 2)), ("pools", Some.Integer(3))), Images).Outcome);

        Assert.Equal(FailureKind.BadConfig, failed.Kind);
        Assert.Contains("`pools` is 3", failed.Error);
    }

    [Fact]
    public void The_transposed_family_takes_28_by_28_alone()
    {
        var failed = Assert.IsType<RunOutcome.Failed>(Some.Train(Transpose(1, 8), Some.Images(side: 6)).Outcome);

        Assert.Equal(FailureKind.BadConfig, failed.Kind);
        Assert.Contains("6×6", failed.Error);
    }

    [Theory]
    [InlineData("conv-transpose-autoencoder", "latent", 9, "`latent` is 9, but must be one of 5, 8, 13.")]
    [InlineData("conv-autoencoder", "pools", 3, "`pools` is 3, but must be at most 2, the number of `filters`.")]
    [InlineData("conv-transpose-autoencoder", "channels", 16, "`channels` is 16, but a `depth` of 1 has none between its convolutions: leave it out.")]
    public void What_does_not_fit_is_refused(string model, string name, int value, string message)
    {
        var parameters = Some.Parameters(model, model == "conv-transpose-autoencoder" ? [("depth", Some.Integer(1)), (name, Some.Integer(value))] : [(name, Some.Integer(value))]);

        Assert.Equal(message, Assert.Single(ParameterChecks.Problems(Description(parameters), parameters)).Message);
    }

    [Fact]
    public void A_decoder_that_does_not_upsample_as_often_as_the_encoder_pools_is_refused()
    {
        var parameters = Some.Parameters("conv-autoencoder", ("decoder", Some.Integers(8, 16, 32)));

        Assert.Equal(
            "`decoder` has 3 widths, but must have 2, as many as `pools`.",
            Assert.Single(ParameterChecks.Problems(Description(parameters), parameters)).Message);
    }

    [Fact]
    public void A_decoder_that_is_not_given_is_none_of_the_hyperparameters_that_decide_a_key() =>
        Assert.False(Some.Parameters("conv-autoencoder").Contains("decoder"));

    /// <summary>Mean squared error of the mean image.</summary>
    private static double LossOfTheMean(ImageSet images) => Enumerable.Range(0, 784).Average(pixel =>
    {
        var values = Enumerable.Range(0, images.Count).Select(image => images.Pixels[(image * 784) + pixel] / 255.0).ToList();
        return values.Average(value => Math.Pow(value - values.Average(), 2));
    });

    private static ParameterSet Small(string model, params (string Name, ParameterValue Value)[] given) =>
        Some.Parameters(model, [("epochs", Some.Integer(2)), ("batch_size", Some.Integer(16)), .. given]);

    private static ParameterSet Transpose(int depth, int latent) => Small(
        "conv-transpose-autoencoder",
        [("depth", Some.Integer(depth)), ("latent", Some.Integer(latent)), .. depth > 1 ? [("channels", Some.Integer(6))] : Array.Empty<(string, ParameterValue)>()]);

    private static Sweep.Messages.Catalogue.ModelDescription Description(ParameterSet parameters) =>
        ModelCatalogue.BuiltIn.Find(parameters.Text("model"))!.Description;

    private static Network Build(ParameterSet parameters) =>
        Assert.IsAssignableFrom<NetworkModel>(ModelCatalogue.BuiltIn.Find(parameters.Text("model"))).Build(parameters, Images.Description);
}
