using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Runs;
using Sweep.Messages.Studies;

namespace Sweep.Coordinator.Tests.Studies;

public sealed class StudyReaderTests
{
    [Fact]
    public void A_small_study_has_its_cells_and_all_that_it_does_not_say_by_default()
    {
        var study = SomeStudy.Of("latent: {values: [4, 8]}");

        var definition = study.Grid;
        Assert.Equal(
            ("small", new Objective("psnr", Goal.Maximize), 2, new CheckpointPolicy(1, 2, TimeSpan.FromSeconds(10))),
            (definition.Study, definition.Objective, definition.Retries, definition.Checkpoint));
        var run = Grid.From(definition).At(new SweepId("small-1"), 1);
        Assert.Equal(("dense-autoencoder", "synthetic-digits", 2, 0L), (run.Model, run.DataSet, run.Epochs, run.Seed));
        Assert.Equal(("8", "0.001", "[512, 256]", "none"), (Shown("latent"), Shown("lr"), Shown("hidden"), Shown("noise.type")));

        string Shown(string name) => run.Parameters.Find(name)!.ToString();
    }

    [Fact]
    public void Every_key_of_a_study_is_read()
    {
        var study = SomeStudy.Of("latent: 4", """
            description: What it is for
            source: "000"
            retries: 5
            early_stop: {patience: 3}
            checkpoint: {every_epochs: 2, keep: 4}
            resources: {slots: 3, memory: 1.5GiB}
            figures: [{kind: curves, title: Loss, metric: test_loss}]
            published: [{name: best, value: 24.01, unit: dB, tolerance: 1, source: Table 1, pick: best}]
            claims: [{name: wider, says: Wider is better., check: {kind: rises, along: latent}, source: Section 4}]
            """);

        Assert.Equal(("What it is for", "000", 5), (study.Description, study.Source, study.Grid.Retries));
        Assert.Equal((new CheckpointPolicy(2, 4), new SweepResources(3, 1536L << 20)), (study.Grid.Checkpoint, study.Grid.Resources));
        Assert.Equal("3", Grid.From(study.Grid).ParametersAt(0).Find("early_stop.patience")!.ToString());
        var (figure, number, claim) = (study.Report.Figures[0], study.Report.Published[0], study.Report.Claims[0]);
        Assert.Equal((FigureKind.Curves, "Loss", "test_loss"), (figure.Kind, figure.Title, figure.Metrics[0]));
        Assert.Equal(("best", 24.01, "dB", 1.0, "Table 1"), (number.Name, number.Value, number.Unit, number.Tolerance, number.Where));
        Assert.Equal(("wider", "Wider is better.", "Section 4"), (claim.Name, claim.Says, claim.Where));
        Assert.Equal(("latent", new Measure("psnr"), true), claim.Check is ClaimCheck.Monotone check ? (check.Along, check.Measure, check.Rises) : default);
    }

    [Fact]
    public void Axes_stand_in_the_order_of_the_study_and_the_seed_varies_fastest()
    {
        var grid = SomeStudy.GridOf("lr: {values: [0.2, 0.1]}\nlatent: {values: [4, 8]}", "seeds: [7, 3]");

        Assert.Equal("lr latent seed", string.Join(" ", grid.Varying));
        Assert.Equal("0.2 0.2 0.2 0.2 0.1 0.1 0.1 0.1", string.Join(" ", grid.Values("lr")));
        Assert.Equal("4 4 8 8 4 4 8 8", string.Join(" ", grid.Values("latent")));
        Assert.Equal("7 3 7 3 7 3 7 3", string.Join(" ", grid.Values("seed")));
    }

    [Fact]
    public void A_count_of_seeds_begins_at_0() => Assert.Equal(["0", "1", "2"], SomeStudy.GridOf("latent: 4", "seeds: 3").Values("seed"));

    [Fact]
    public void A_range_has_both_its_ends()
    {
        Assert.Equal(["0.1", "0.2", "0.3", "0.4"], SomeStudy.GridOf("lr: {min: 0.1, max: 0.4, count: 4}").Values("lr"));
        Assert.Equal(["1E-05", "0.0001", "0.001", "0.01"], SomeStudy.GridOf("l1: {min: 1e-5, max: 1e-2, count: 4, scale: log}").Values("l1"));
        Assert.Equal(["2", "8", "32", "128"], SomeStudy.GridOf("latent: {min: 2, max: 128, count: 4, scale: log}").Values("latent"));
    }

    [Fact]
    public void Nested_and_dotted_names_are_one()
    {
        var nested = SomeStudy.GridOf("noise: {type: gaussian, variance: {values: [0.01, 0.02]}}");
        var dotted = SomeStudy.GridOf("noise.type: gaussian\nnoise.variance: {values: [0.01, 0.02]}");

        Assert.Equal(nested.Keys(), dotted.Keys());
        Assert.Equal(["0.01", "0.02"], nested.Values("noise.variance"));
    }

    [Fact]
    public void One_axis_can_set_several_hyperparameters_together()
    {
        var grid = SomeStudy.GridOf("noise: {values: [{type: none}, {type: gaussian, factor: 0.4}]}\nlatent: {values: [4, 8]}");

        Assert.Equal(["none", "none", "gaussian", "gaussian"], grid.Values("noise.type"));
        Assert.Equal(["0", "0", "0.4", "0.4"], grid.Values("noise.factor"));
    }

    [Fact]
    public void Lists_are_values_of_a_hyperparameter_that_is_a_list()
    {
        Assert.Equal(["[512, 256]", "[64]"], SomeStudy.GridOf("hidden: {values: [[512, 256], [64]]}").Values("hidden"));
        Assert.Equal(["[64, 32]"], SomeStudy.GridOf("hidden: [64, 32]").Values("hidden"));
    }

    [Fact]
    public void Model_data_set_and_epochs_can_be_axes()
    {
        var grid = Grid.From(SomeStudy.Parse("""
            name: all
            objective: {metric: test_loss, goal: minimize}
            parameters:
              dataset: {values: [mnist, fashion-mnist]}
              model: {values: [noop, dense-autoencoder]}
              epochs: {values: [1, 2]}
            """).Grid);

        Assert.Equal("mnist mnist mnist mnist fashion-mnist fashion-mnist fashion-mnist fashion-mnist", string.Join(" ", grid.Values("dataset")));
        Assert.Equal("noop noop dense-autoencoder dense-autoencoder", string.Join(" ", grid.Values("model").Take(4)));
        Assert.Equal(["", "", "32", "32"], grid.Values("latent").Take(4));
        Assert.Equal(8, grid.Keys().Distinct().Count());
    }

    [Fact]
    public void A_hyperparameter_that_only_one_of_two_models_knows_is_refused()
    {
        var error = Assert.Throws<StudyException>(() => SomeStudy.Parse("""
            name: all
            dataset: mnist
            objective: {metric: test_loss, goal: minimize}
            parameters:
              model: {values: [noop, dense-autoencoder]}
              latent: 4
            """));

        Assert.Contains("`latent` (study.yaml:6:3) is no hyperparameter of `noop`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_model_must_be_told_is_asked_for()
    {
        var error = Assert.Throws<StudyException>(() => SomeStudy.Parse(SomeStudy.Text("lr: 0.01").Replace("dense-", "conv-", StringComparison.Ordinal)));

        Assert.Contains("`filters` is missing (study.yaml:1:1), but `conv-autoencoder` must be told", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_grids_share_the_top_of_the_study()
    {
        var grid = SomeStudy.GridOf("latent: {values: [4, 8]}\nlr: 0.01", """
            grids:
              - name: clean
              - name: noisy
                epochs: 3
                seeds: [5]
                parameters: {noise: {type: gaussian, variance: {values: [0.1, 0.2]}}, latent: 16}
            """);

        Assert.Equal(["4", "8", "16", "16"], grid.Values("latent"));
        Assert.Equal(["2", "2", "3", "3"], grid.Values("epochs"));
        Assert.Equal(["0", "0", "5", "5"], grid.Values("seed"));
        Assert.Equal(["0", "0", "0.1", "0.2"], grid.Values("noise.variance"));
        Assert.Equal(["clean", "clean", "noisy", "noisy"], Enumerable.Range(0, 4).Select(grid.BlockAt));
    }

    [Fact]
    public void A_group_given_again_as_a_map_stands_in_for_the_whole_group()
    {
        var grid = SomeStudy.GridOf("noise: {type: gaussian, variance: 0.1}", "grids: [{name: noisy}, {name: clean, parameters: {noise: {type: none}}}]");

        Assert.Equal(["0.1", "0"], grid.Values("noise.variance"));
    }

    [Fact]
    public void An_exclusion_leaves_out_the_cells_that_match_all_of_it()
    {
        var grid = SomeStudy.GridOf("latent: {values: [4, 8]}\nlr: {values: [0.1, 0.2, 0.3]}", "exclude: [{latent: 4, lr: [0.1, 0.3]}]\nseeds: 1");

        Assert.Equal(["4 0.2", "8 0.1", "8 0.2", "8 0.3"], grid.Values("latent").Zip(grid.Values("lr"), (latent, lr) => $"{latent} {lr}"));
    }

    [Fact]
    public void An_exclusion_can_name_lists_and_nested_values()
    {
        var grid = SomeStudy.GridOf(
            "hidden: {values: [[64, 32], [128]]}\nnoise: {values: [{type: none}, {type: gaussian, factor: 0.4}]}",
            "exclude:\n  - {hidden: [64, 32], noise: {type: gaussian}}\n  - {hidden: [[128]], noise.factor: 0}");

        Assert.Equal(["[64, 32] none", "[128] gaussian"], grid.Values("hidden").Zip(grid.Values("noise.type"), (hidden, noise) => $"{hidden} {noise}"));
    }

    [Fact]
    public void Rules_between_hyperparameters_are_asked_for_every_cell_but_seeds()
    {
        var asked = 0;
        var counting = FakeCatalogue.Noop with { Check = _ => asked++ < 0 ? [] : [] };
        var text = SomeStudy.Text("x: {values: [1, 2, 3]}", "seeds: 100").Replace("dense-autoencoder", "noop", StringComparison.Ordinal);

        _ = StudyReader.Parse("study.yaml", System.Text.Encoding.UTF8.GetBytes(text), FakeCatalogue.With(counting));

        Assert.Equal(3, asked);
    }
}
