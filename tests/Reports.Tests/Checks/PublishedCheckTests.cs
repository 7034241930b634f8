using Sweep.Messages.Studies;
using Sweep.Reports.Checks;
using Sweep.Reports.Tests.Support;

namespace Sweep.Reports.Tests.Checks;

public sealed class PublishedCheckTests
{
    private static readonly PublishedNumber Best = new("best", 24.01, "dB", 1, "Table 1", RunSelection.All, new Measure("psnr"), Pick.Best, []);

    [Fact]
    public void The_best_is_set_beside_what_was_published()
    {
        var result = PublishedCheck.Of(Best, Some.ByLatent((15, 20), (100, 24.51)), Some.Judgement);

        Assert.Equal((24.01, 24.51, true), (result.Published, result.Measured, result.Holds));
        Assert.Equal(0.5, result.Difference!.Value, 9);
    }

    [Theory]
    [InlineData(25.01, true)]
    [InlineData(25.02, false)]
    [InlineData(22.9, false)]
    public void It_holds_within_the_tolerance(double measured, bool holds) =>
        Assert.Equal(holds, PublishedCheck.Of(Best, Some.ByLatent((15, measured)), Some.Judgement).Holds);

    [Fact]
    public void Without_tolerance_it_is_only_shown() => Assert.Null(PublishedCheck.Of(Best with { Tolerance = null }, Some.ByLatent((15, 24)), Some.Judgement).Holds);

    [Fact]
    public void What_is_known_without_measuring_is_held_against_what_was_published()
    {
        var runs = Some.Measured(Some.Run(0, Some.Parameters(("latent", 13)), ("psnr", 20)) with { Compression = 676.0 / 784 });
        var published = Best with { Value = 0.8622, Tolerance = 0.0001, Measure = new Measure("compression") };

        Assert.Equal((676.0 / 784, true), (PublishedCheck.Of(published, runs, Some.Judgement).Measured, PublishedCheck.Of(published, runs, Some.Judgement).Holds));
    }

    [Fact]
    public void Speed_is_measured_over_all_epochs() =>
        Assert.Equal(1000, Some.Run(0, Some.Parameters(("latent", 13)), ("psnr", 20)).Value("samples_per_second"));

    [Fact]
    public void The_worst_of_a_loss_is_the_largest()
    {
        var runs = Some.Measured(Some.Run(0, Some.Parameters(("latent", 1)), ("test_loss", 0.3)), Some.Run(1, Some.Parameters(("latent", 2)), ("test_loss", 0.1)));
        var worst = Best with { Measure = new Measure("test_loss"), Pick = Pick.Worst };

        Assert.Equal(0.3, PublishedCheck.Of(worst, runs, Some.Judgement).Measured);
        Assert.Equal(0.1, PublishedCheck.Of(worst with { Pick = Pick.Best }, runs, Some.Judgement).Measured);
    }

    [Fact]
    public void Several_cells_without_a_pick_count_by_their_mean() =>
        Assert.Equal(22, PublishedCheck.Of(Best with { Pick = Pick.All }, Some.ByLatent((15, 20), (30, 24)), Some.Judgement).Measured);

    [Fact]
    public void A_difference_of_metrics_can_be_published()
    {
        var runs = Some.Measured(Some.Run(0, Some.Parameters(("latent", 1)), ("psnr", 21), ("psnr_noisy", 20)));

        Assert.Equal(1, PublishedCheck.Of(Best with { Measure = new Measure("psnr", "psnr_noisy") }, runs, Some.Judgement).Measured);
    }

    [Theory]
    [InlineData(100, "in the published cell: latent 100")]
    [InlineData(15, "in another cell than published: latent 100")]
    public void The_cell_of_the_best_is_told(int published, string note) =>
        Assert.Equal(note, PublishedCheck.Of(Best with { Cell = [Some.Where("latent", published)] }, Some.ByLatent((15, 20), (100, 24)), Some.Judgement).Notes[0]);

    [Fact]
    public void What_no_run_tells_is_not_measured()
    {
        var result = PublishedCheck.Of(Best with { Runs = Some.Runs(null, Some.Where("latent", 7)) }, Some.ByLatent((15, 20)), Some.Judgement);

        Assert.Equal((null, null, null), (result.Measured, result.Difference, result.Holds));
    }

    [Fact]
    public void A_diverged_number_is_none() => Assert.Equal(20, PublishedCheck.Of(Best, Some.ByLatent((15, 20), (30, double.NaN)), Some.Judgement).Measured);
}
