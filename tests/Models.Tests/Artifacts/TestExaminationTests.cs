using Sweep.Messages.Artifacts;
using Sweep.Messages.Runs;
using Sweep.Models.Tests.Support;

namespace Sweep.Models.Tests.Artifacts;

public sealed class TestExaminationTests
{
    [Fact]
    public void Errors_are_those_of_the_metrics()
    {
        var trained = Some.Train(Some.Dense(("epochs", Some.Integer(1))));

        var artifacts = Artifacts(trained);
        var psnr = Assert.IsType<RunOutcome.Completed>(trained.Outcome).Metrics["psnr"]!.Value;
        Assert.Equal(40, artifacts.Errors.Length);
        Assert.Equal(psnr, -10 * Math.Log10(artifacts.Errors.Average(error => (double)error)), 4);
    }

    [Fact]
    public void Noisy_images_are_those_that_were_evaluated()
    {
        // Of few images all are kept, so that the metric can be made of them; pixels are rounded to bytes.
        var trained = Some.Train(Some.Dense(("epochs", Some.Integer(1)), ("noise.variance", Some.Real(0.04)), ("noise.clip", Some.Truth(true))), Some.Images(test: 10));

        var artifacts = Artifacts(trained);
        var squares = artifacts.Originals.Zip(artifacts.Noisy, (clean, noisy) => Math.Pow((clean - noisy) / 255.0, 2));
        Assert.Equal(Assert.IsType<RunOutcome.Completed>(trained.Outcome).Metrics["psnr_noisy"]!.Value, -10 * Math.Log10(squares.Average()), 1);
    }

    [Fact]
    public void Images_labels_and_codes_have_their_sizes()
    {
        var artifacts = Artifacts(Some.Train(Some.Dense(("epochs", Some.Integer(1)))));

        Assert.Equal((6, 6, 10, 40, 5), (artifacts.Height, artifacts.Width, artifacts.Samples, artifacts.Labels.Length, artifacts.Components));
        Assert.Equal(Some.Images().Test.Pixels.Take(10 * 36), artifacts.Originals);
        Assert.Equal(10 * 36, artifacts.Reconstructions.Length);
        Assert.Equal(40 * 5, artifacts.Codes.Length);
        Assert.Equal(1, artifacts.Explained.Sum(), 4);
    }

    [Fact]
    public void Without_noise_there_are_no_noisy_images() =>
        Assert.Empty(Artifacts(Some.Train(Some.Dense(("epochs", Some.Integer(1)), ("noise.type", Some.Text("none")), ("noise.variance", Some.Real(0))))).Noisy);

    [Fact]
    public void The_same_run_leaves_the_same_whether_resumed_or_not()
    {
        var whole = Some.Train(Some.Dense());

        var rest = Some.Train(Some.Dense(), start: whole.States[^1].State);

        Assert.Equal(Artifacts(whole).Reconstructions, Artifacts(rest).Reconstructions.AsEnumerable());
        Assert.Equal(Artifacts(whole).Codes, Artifacts(rest).Codes.AsEnumerable());
    }

    [Theory]
    [InlineData("conv-autoencoder", true)]
    [InlineData("cnn-classifier", false)]
    [InlineData("noop", false)]
    public void Models_that_make_images_have_something_to_show(string model, bool shows)
    {
        var given = model == "noop" ? [] : new[] { ("epochs", Some.Integer(1)), ("filters", Some.Integers(4, 6)) };

        var trained = Some.Train(Some.Parameters(model, given), Some.Images(train: 20, side: 8));

        Assert.Equal(shows, Assert.Single(trained.Trained).Artifacts is not null);
    }

    [Fact]
    public void A_run_that_fails_is_not_examined()
    {
        var trained = Some.Train(Some.Dense(("lr", Some.Real(1e30)), ("optimizer", Some.Text("sgd"))));

        Assert.IsType<RunOutcome.Failed>(trained.Outcome);
        Assert.Empty(trained.Trained);
    }

    private static TestArtifacts Artifacts(Recording trained) => Assert.IsType<TestArtifacts>(Assert.Single(trained.Trained).Artifacts);
}
