using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Tests.Support;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Catalogue;

public class EncoderClassifierTests
{
    private const int Epochs = 2;

    private static readonly DataSet Images = Some.Images(train: 60, test: 20, side: 28);

    private static readonly string Key = new('a', 64);

    private static readonly ParameterSet Conv = Some.Parameters(
        "conv-autoencoder", ("filters", Some.Integers(4, 6)), ("latent", Some.Integer(0)), ("epochs", Some.Integer(Epochs)), ("batch_size", Some.Integer(20)));

    public static TheoryData<string, long> Encoders => new()
    {
        { "conv-autoencoder", 6 * 7 * 7 },
        { "conv-transpose-autoencoder", 4 * 5 * 5 },
        { "dense-autoencoder", 9 },
    };

    [Theory]
    [MemberData(nameof(Encoders))]
    public void A_softmax_is_learnt_on_the_code_of_any_autoencoder(string model, long code)
    {
        var encoder = Encoder(model);

        var run = Train(encoder, ("epochs", Some.Integer(3)));

        Assert.IsType<RunOutcome.Completed>(run.Outcome);
        Assert.Equal(["accuracy", "test_loss", "train_loss"], run.Epochs[0].Metrics.Metrics.Select(metric => metric.Key));
        var weights = run.States[^1].State.Tensors.Where(tensor => !tensor.Name.StartsWith("optimizer", StringComparison.Ordinal));
        Assert.Equal(
            ["classifier.0.weight 10 " + code, "classifier.0.bias 10"],
            weights.Select(tensor => $"{tensor.Name} {string.Join(' ', tensor.Shape)}"));
    }

    [Fact]
    public void The_first_loss_is_that_of_the_softmax_on_the_codes()
    {
        var encoder = Encoder("dense-autoencoder");

        var run = Train(encoder, ("epochs", Some.Integer(1)), ("lr", Some.Real(1e-9)), ("optimizer", Some.Text("sgd")));

        Assert.Equal(ByHand(encoder, run.States[0].State), run.Epochs[0].Metrics.Metrics["test_loss"]!.Value, tolerance: 1e-5);
    }

    [Fact]
    public void One_batch_is_learnt_by_heart()
    {
        var epochs = Train(Encoder("conv-autoencoder"), ("epochs", Some.Integer(600)), ("lr", Some.Real(0.05)), ("batch_size", Some.Integer(60))).Epochs;

        // Labels told with 90% certainty.
        Assert.InRange(epochs[^1].Metrics.Metrics["train_loss"]!.Value, 0, -Math.Log(0.9));
    }

    [Fact]
    public void A_resumed_run_equals_one_never_stopped()
    {
        var encoder = Encoder("conv-autoencoder");
        var parameters = Parameters(("validation", Some.Real(0.2)), ("epochs", Some.Integer(3)));
        var whole = Some.Train([new Lane(parameters, null, Encoder: encoder)], Images);

        var resumed = Some.Train([new Lane(parameters, whole.States[0].State, Encoder: encoder)], Images);

        Assert.Equal(whole.Bits().Skip(1), resumed.Bits());
        Assert.Contains(whole.Epochs[0].Metrics.Metrics, metric => metric.Key == "val_loss");
    }

    [Fact]
    public void Without_its_checkpoint_the_run_is_a_bad_configuration_that_says_what_to_do() =>
        Refuses($"`encoder` is run {Key}, but no checkpoint of it is here: start the sweep with --fresh", null);

    [Fact]
    public void A_checkpoint_that_does_not_say_its_hyperparameters_is_none() =>
        Refuses("no checkpoint of it is here", Encoder("conv-autoencoder") with { Parameters = null });

    [Fact]
    public void An_encoder_that_was_not_trained_to_its_end_is_refused()
    {
        var whole = Encoder("conv-autoencoder");

        Refuses("is of epoch 1 of 2: train it to its end first", whole with { Epoch = 1, History = whole.History.RemoveAt(1) });
    }

    [Fact]
    public void An_encoder_that_stopped_early_by_its_rule_has_trained_to_its_end()
    {
        var whole = Encoder("conv-autoencoder");
        var same = whole.History[0] with { Epoch = 2 };
        var stopped = whole with
        {
            History = [whole.History[0], same],
            Parameters = whole.Parameters!.With("epochs", Some.Integer(50)).With("early_stop.patience", Some.Integer(1)),
        };

        Assert.IsType<RunOutcome.Completed>(Train(stopped).Outcome);
    }

    [Fact]
    public void Weights_that_are_none_of_the_network_are_refused() =>
        Refuses("The encoder does not fit images of 28×28: The checkpoint has no tensor", Encoder("conv-autoencoder") with { Tensors = [] });

    [Fact]
    public void A_run_without_an_encoder_is_refused() =>
        Refuses(
            "of model `noop`, but must be one of an autoencoder",
            new LaneState(1, 1, [], Encoder("dense-autoencoder").History, Some.Parameters("noop", ("epochs", Some.Integer(1)))));

    [Theory]
    [InlineData("wider")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_key_is_refused(string encoder)
    {
        var problem = Assert.Single(ParameterChecks.Problems(new EncoderClassifier().Description, Parameters(("encoder", Some.Text(encoder)))));

        Assert.Equal($"`encoder` is `{encoder}`, but must select a run, such as {{grid: NAME}}, or be the key of one: 64 digits 0-9 and a-f.", problem.Message);
    }

    private static LaneState Encoder(string model) => Some.Train(
        model switch
        {
            "conv-autoencoder" => Conv,
            "conv-transpose-autoencoder" =>
                Some.Parameters(model, ("latent", Some.Integer(5)), ("channels", Some.Integer(4)), ("epochs", Some.Integer(Epochs))),
            _ => Some.Parameters(model, ("hidden", Some.Integers(20)), ("latent", Some.Integer(9)), ("epochs", Some.Integer(Epochs))),
        },
        Images).States[^1].State;

    private static ParameterSet Parameters(params (string Name, ParameterValue Value)[] given) => Some.Parameters(
        "encoder-classifier",
        [
            .. new (string Name, ParameterValue Value)[] { ("encoder", Some.Text(Key)), ("epochs", Some.Integer(2)), ("batch_size", Some.Integer(16)) }
                .Where(item => given.All(other => other.Name != item.Name)),
            .. given,
        ]);

    private static Recording Train(LaneState? encoder, params (string Name, ParameterValue Value)[] given) =>
        Some.Train([new Lane(Parameters(given), null, Encoder: encoder)], Images);

    private static void Refuses(string message, LaneState? encoder)
    {
        var failed = Assert.IsType<RunOutcome.Failed>(Train(encoder).Outcome);

        Assert.Equal(FailureKind.BadConfig, failed.Kind);
        Assert.Contains(message, failed.Error);
    }

    /// <summary>The mean cross-entropy of the test set, written out in double.</summary>
    private static double ByHand(LaneState encoder, LaneState head)
    {
        var loss = 0.0;
        for (var image = 0; image < Images.Test.Count; image++)
        {
            var pixels = Images.Test.Pixels[(image * 784)..((image + 1) * 784)].Select(pixel => pixel / 255.0).ToArray();
            var hidden = Dense(encoder, "layers.0", pixels).Select(value => Math.Max(value, 0)).ToArray();
            var logits = Dense(head, "classifier.0", Dense(encoder, "layers.1", hidden));
            loss += Math.Log(logits.Sum(Math.Exp)) - logits[Images.Test.Labels[image]];
        }

        return loss / Images.Test.Count;
    }

    private static double[] Dense(LaneState state, string layer, double[] inputs)
    {
        var (weights, biases) = (Numbers(state, $"{layer}.weight"), Numbers(state, $"{layer}.bias"));
        return [.. biases.Select((bias, output) => bias + inputs.Select((value, input) => value * weights[(output * inputs.Length) + input]).Sum())];
    }

    private static ImmutableArray<float> Numbers(LaneState state, string name) =>
        [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(state.Tensors.Single(tensor => tensor.Name == name).Bytes)];
}
