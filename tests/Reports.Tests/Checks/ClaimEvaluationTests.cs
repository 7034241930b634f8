using System.Collections.Immutable;
using Sweep.Messages.Runs;
using Sweep.Messages.Studies;
using Sweep.Reports.Checks;
using Sweep.Reports.Tests.Support;

namespace Sweep.Reports.Tests.Checks;

public sealed class ClaimEvaluationTests
{
    private static readonly Measure Psnr = new("psnr");

    [Fact]
    public void A_rise_is_one_comparison_for_each_step()
    {
        var result = Check(Rises(), Some.ByLatent((15, 20), (30, 22), (100, 25)));

        Assert.Equal((2.0, 2.0, true), (result.Published, result.Measured, result.Holds));
    }

    [Fact]
    public void A_rise_does_not_hold_when_one_step_falls_and_the_note_says_which()
    {
        var result = Check(Rises(), Some.ByLatent((15, 20), (30, 19.5), (100, 25)));

        Assert.Equal((2.0, 1.0, -1.0, false), (result.Published, result.Measured, result.Difference, result.Holds));
        Assert.Equal("latent 15 → 30: 20 → 19.5", Assert.Single(result.Notes));
    }

    [Fact]
    public void Standing_still_is_neither_rise_nor_fall()
    {
        var runs = Some.ByLatent((15, 20), (30, 20));

        Assert.False(Check(Rises(), runs).Holds);
        Assert.False(Check(Rises() with { Rises = false }, runs).Holds);
    }

    [Fact]
    public void Values_stand_in_order_of_size_not_of_the_study() =>
        Assert.True(Check(Rises(), Some.ByLatent((100, 25), (15, 20), (30, 22))).Holds);

    [Fact]
    public void Seeds_count_by_their_mean()
    {
        var runs = Some.Measured(
            Some.Run(0, Some.Parameters(("latent", 15), ("seed", 0)), ("psnr", 20)),
            Some.Run(1, Some.Parameters(("latent", 15), ("seed", 1)), ("psnr", 24)),
            Some.Run(2, Some.Parameters(("latent", 30), ("seed", 0)), ("psnr", 21)),
            Some.Run(3, Some.Parameters(("latent", 30), ("seed", 1)), ("psnr", 23.5)));

        Assert.Equal("latent 15 → 30: 22 → 22.25", Assert.Single(ClaimEvaluation.Compare(Rises(), runs, Some.Judgement)).Text);
    }

    [Fact]
    public void Each_seed_is_compared_by_itself_where_that_is_asked_for()
    {
        var runs = Some.Measured(
            Some.Run(0, Some.Parameters(("latent", 15), ("seed", 0)), ("psnr", 20)),
            Some.Run(1, Some.Parameters(("latent", 15), ("seed", 1)), ("psnr", 24)),
            Some.Run(2, Some.Parameters(("latent", 30), ("seed", 0)), ("psnr", 21)),
            Some.Run(3, Some.Parameters(("latent", 30), ("seed", 1)), ("psnr", 23.5)));

        var result = Check(Rises() with { Each = ["seed"] }, runs);

        Assert.Equal((2.0, 1.0, false), (result.Published, result.Measured, result.Holds));
        Assert.Equal("seed 1: latent 15 → 30: 24 → 23.5", Assert.Single(result.Notes));
        Assert.True(Check(Rises() with { Runs = Some.Runs(null, Some.Where("seed", 0)) }, runs).Holds);
    }

    [Fact]
    public void How_much_a_step_changes_is_compared()
    {
        var runs = Some.Measured(
            Some.Run(0, Some.Parameters(("latent", 15), ("depth", 1)), ("psnr", 20)),
            Some.Run(1, Some.Parameters(("latent", 30), ("depth", 1)), ("psnr", 21)),
            Some.Run(2, Some.Parameters(("latent", 15), ("depth", 3)), ("psnr", 22)),
            Some.Run(3, Some.Parameters(("latent", 30), ("depth", 3)), ("psnr", 22.5)),
            Some.Run(4, Some.Parameters(("latent", 15), ("depth", 5)), ("psnr", 23)));
        var check = new ClaimCheck.Monotone(RunSelection.All, [], Psnr, "depth", Rises: false, new ClaimCheck.Step("latent", Some.Value(15), Some.Value(30)));

        Assert.Equal("depth 1 → 3: change with latent 15 → 30: 1 → 0.5", Assert.Single(ClaimEvaluation.Compare(check, runs, Some.Judgement)).Text);
        Assert.True(Check(check, runs).Holds);
    }

    [Fact]
    public void Each_combination_is_compared_by_itself()
    {
        var runs = Some.Measured(
            Some.Run(0, Some.Parameters(("dataset", "a"), ("latent", 15)), ("psnr", 30)),
            Some.Run(1, Some.Parameters(("dataset", "a"), ("latent", 30)), ("psnr", 31)),
            Some.Run(2, Some.Parameters(("dataset", "b"), ("latent", 15)), ("psnr", 10)),
            Some.Run(3, Some.Parameters(("dataset", "b"), ("latent", 30)), ("psnr", 9)));

        var result = Check(Rises() with { Each = ["dataset"] }, runs);

        Assert.Equal((2.0, 1.0, false), (result.Published, result.Measured, result.Holds));
        Assert.StartsWith("dataset b: ", Assert.Single(result.Notes));
    }

    [Fact]
    public void One_value_is_greater_than_another()
    {
        var runs = Some.Measured(
            Some.Run(0, Some.Parameters(("hidden", new[] { 512, 256 })), ("psnr", 24)),
            Some.Run(1, Some.Parameters(("hidden", new[] { 656, 512, 256, 128 })), ("psnr", 23)));
        var check = new ClaimCheck.Greater(RunSelection.All, [], Psnr, "hidden", Some.Value(new[] { 512, 256 }), Some.Value(new[] { 656, 512, 256, 128 }));

        Assert.True(Check(check, runs).Holds);
        Assert.False(Check(check with { GreaterAt = check.LesserAt, LesserAt = check.GreaterAt }, runs).Holds);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(30, false)]
    public void The_best_cell_is_where_it_is_claimed(int latent, bool holds)
    {
        var check = new ClaimCheck.BestAt(RunSelection.All, [], Psnr, [Some.Where("latent", latent)]);

        Assert.Equal(holds, Check(check, Some.ByLatent((15, 20), (30, 22), (100, 25))).Holds);
    }

    [Fact]
    public void The_best_of_one_cell_tells_nothing()
    {
        var check = new ClaimCheck.BestAt(RunSelection.All, [], Psnr, [Some.Where("latent", 15)]);

        Assert.Null(Check(check, Some.ByLatent((15, 20))).Holds);
    }

    [Theory]
    [InlineData(0.5, false, true)]
    [InlineData(0.4, false, false)]
    [InlineData(0.02, true, false)]
    [InlineData(0.03, true, true)]
    public void Numbers_are_close_within_what_is_given(double within, bool isRelative, bool holds)
    {
        var check = new ClaimCheck.Close(RunSelection.All, [], [Psnr], "latent", within, isRelative, Pick.All);

        Assert.Equal(holds, Check(check, Some.ByLatent((15, 20), (30, 20.5), (100, 20.25))).Holds);
    }

    [Fact]
    public void Two_metrics_of_the_worst_cell_are_compared()
    {
        var runs = Some.Measured(
            Some.Run(0, Some.Parameters(("latent", 15)), ("psnr", 20), ("train_loss", 0.10), ("test_loss", 0.105)),
            Some.Run(1, Some.Parameters(("latent", 30)), ("psnr", 25), ("train_loss", 0.01), ("test_loss", 0.09)));
        var check = new ClaimCheck.Close(RunSelection.All, [], [new("train_loss"), new("test_loss")], null, 0.1, true, Pick.Worst);

        Assert.True(Check(check, runs).Holds);
        Assert.False(Check(check with { Pick = Pick.Best }, runs).Holds);
    }

    [Fact]
    public void A_bound_is_asked_of_every_cell()
    {
        var check = new ClaimCheck.Bound(RunSelection.All, [], new Measure("psnr", "psnr_noisy"), 0, IsBelow: true);
        var runs = Some.Measured(
            Some.Run(0, Some.Parameters(("latent", 15)), ("psnr", 20), ("psnr_noisy", 21)),
            Some.Run(1, Some.Parameters(("latent", 30)), ("psnr", 22), ("psnr_noisy", 21)));

        Assert.Equal((2.0, 1.0, false), (Check(check, runs).Published, Check(check, runs).Measured, Check(check, runs).Holds));
        Assert.True(Check(check with { Runs = Some.Runs(null, Some.Where("latent", 15)) }, runs).Holds);
    }

    [Fact]
    public void Two_choices_of_runs_are_compared_where_both_have_results()
    {
        var runs = Some.Measured(
            Some.Run(0, Some.Parameters(("model", "cnn"), ("dataset", "a")), ("accuracy", 0.91)),
            Some.Run(1, Some.Parameters(("model", "frozen"), ("dataset", "a")), ("accuracy", 0.89)),
            Some.Run(2, Some.Parameters(("model", "cnn"), ("dataset", "b")), ("accuracy", 0.95)));
        var check = new ClaimCheck.Compare(
            Some.Runs(null, Some.Where("model", "cnn")), Some.Runs(null, Some.Where("model", "frozen")), ["dataset"], new Measure("accuracy"), Pick.Mean, IsGreater: true);

        Assert.Equal((1.0, true), (Check(check, runs).Published, Check(check, runs).Holds));
        Assert.False(Check(check with { IsGreater = false }, runs).Holds);
    }

    [Fact]
    public void Failed_runs_and_missing_metrics_tell_nothing()
    {
        var failed = Some.Run(0, Some.Parameters(("latent", 15)), ("psnr", 20)) with { State = RunState.Failed };
        var silent = Some.Run(1, Some.Parameters(("latent", 30)), ("test_loss", 0.1));

        var result = Check(Rises(), Some.Measured(failed, silent));

        Assert.Equal((null, null, null), (result.Measured, result.Difference, result.Holds));
        Assert.Equal("No completed runs tell.", Assert.Single(result.Notes));
    }

    [Fact]
    public void Runs_outside_the_choice_do_not_count()
    {
        var runs = Some.Measured(
            Some.Run(0, Some.Parameters(("latent", 15)), ("psnr", 20)) with { Grid = "one" },
            Some.Run(1, Some.Parameters(("latent", 30)), ("psnr", 19)) with { Grid = "two" },
            Some.Run(2, Some.Parameters(("latent", 100)), ("psnr", 21)) with { Grid = "one" });

        Assert.True(Check(Rises() with { Runs = Some.Runs("one") }, runs).Holds);
    }

    [Fact]
    public void Many_failures_are_not_all_told()
    {
        var runs = Some.ByLatent([.. Enumerable.Range(1, 20).Select(i => (i, 30.0 - i))]);

        Assert.Equal("and 13 more", Check(Rises(), runs).Notes[^1]);
    }

    private static ClaimCheck.Monotone Rises() => new(RunSelection.All, [], Psnr, "latent", Rises: true);

    private static CheckResult Check(ClaimCheck check, ImmutableArray<ReportRun> runs) => ClaimEvaluation.Of(new StudyClaim("claim", "It is so.", "", check), runs, Some.Judgement);
}
