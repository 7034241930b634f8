using System.Security.Cryptography;
using System.Text;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies;
using Sweep.Coordinator.Tests.Studies;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Grids;

public sealed class GridTests
{
    private static readonly SweepId Sweep = new("small-1");

    [Fact]
    public void A_key_is_the_hash_of_a_text_that_anyone_can_write()
    {
        var run = Grid.From(SomeStudy.Of("x: 0.5\ny: 3", "", "model=noop").Grid).At(Sweep, 0);

        const string Text =
            """{"data":"digest of digits","format":1,"parameters":{"epochs":2,"model":"noop","seed":0,"x":0.5,"y":3},"version":{"model":"1","trainer":"1"}}""";
        Assert.Equal(RunKey.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(Text))), run.Key);
    }

    [Fact]
    public void A_key_has_the_canonical_JSON_of_all_hyperparameters_but_the_data_set()
    {
        var run = Grid.From(SomeStudy.Of("latent: {values: [4, 8]}\nhidden: [64]\nl1: 1").Grid).At(Sweep, 1);

        var parameters = ParameterJson.Write(run.Parameters.Without("dataset"));
        var text = $$$"""{"data":"digest of digits","format":1,"parameters":{{{parameters}}},"version":{"model":"1","trainer":"1"}}""";
        Assert.Equal(RunKey.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(text))), run.Key);
        Assert.Contains("\"l1\":1.0,\"latent\":8,", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lr: 1", "lr: 1.0")]
    [InlineData("lr: 0.001", "lr: 1e-3")]
    [InlineData("l1: 0", "l1: -0.0")]
    [InlineData("lr: {values: [0.001]}", "lr: 0.001")]
    [InlineData("latent: 32", "lr: 0.001")]
    [InlineData("noise: {type: gaussian, variance: 0.1}", "noise.variance: 0.1\nnoise.type: gaussian")]
    public void What_means_the_same_has_the_same_key(string one, string other) =>
        Assert.Equal(SomeStudy.GridOf(one).Keys(), SomeStudy.GridOf(other).Keys());

    [Theory]
    [InlineData("name=other")]
    [InlineData("retries=9")]
    [InlineData("checkpoint.every_epochs=3")]
    [InlineData("checkpoint.keep=9")]
    [InlineData("resources.slots=9")]
    [InlineData("resources.memory=1GiB")]
    [InlineData("objective.metric=test_loss")]
    public void What_decides_no_result_is_not_in_the_key(string set) =>
        Assert.Equal(SomeStudy.GridOf("latent: 4").Keys(), SomeStudy.GridOf("latent: 4", "", set).Keys());

    [Theory]
    [InlineData("epochs=3")]
    [InlineData("seeds=[1]")]
    [InlineData("dataset=mnist")]
    [InlineData("latent=5")]
    [InlineData("lr=0.002")]
    [InlineData("noise={type: gaussian, variance: 0.1}")]
    public void What_decides_the_result_is_in_the_key(string set) =>
        Assert.NotEqual(SomeStudy.GridOf("lr: 0.001").KeyAt(0), SomeStudy.GridOf("lr: 0.001", "", set).KeyAt(0));

    [Fact]
    public void Another_version_of_model_trainer_or_data_gives_another_key()
    {
        var definition = SomeStudy.Of("latent: 4").Grid;

        RunKey[] keys =
        [
            Grid.From(definition).KeyAt(0),
            Grid.From(definition with { TrainerVersion = "2" }).KeyAt(0),
            Grid.From(definition with { Models = [definition.Models[0] with { Version = "2" }] }).KeyAt(0),
            Grid.From(definition with { DataSets = [definition.DataSets[0] with { Digest = "other" }] }).KeyAt(0),
        ];
        Assert.Equal(4, keys.Distinct().Count());
    }

    [Fact]
    public void The_same_images_under_another_path_give_the_same_key()
    {
        var definition = SomeStudy.Of("latent: 4").Grid;
        var moved = definition with
        {
            DataSets = [definition.DataSets[0] with { Name = "/elsewhere" }],
            Blocks = [definition.Blocks[0] with { Fixed = definition.Blocks[0].Fixed.With("dataset", new ParameterValue.Text("/elsewhere")) }],
        };

        Assert.Equal(Grid.From(definition).KeyAt(0), Grid.From(moved).KeyAt(0));
    }

    [Fact]
    public void New_defaults_of_a_model_do_not_change_a_sweep_that_was_submitted()
    {
        var stored = GridDefinitionJson.Write(SomeStudy.Of("latent: {values: [4, 8]}").Grid);

        var grid = Grid.From(GridDefinitionJson.Read(stored));

        Assert.Equal(["0.001", "0.001"], grid.Values("lr"));
        Assert.Equal(SomeStudy.GridOf("latent: {values: [4, 8]}").Keys(), grid.Keys());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void There_is_no_run_outside_the_grid(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SomeStudy.GridOf("latent: {values: [4, 8]}").At(Sweep, index));

    [Fact]
    public void A_million_cells_are_expanded_and_all_keys_are_distinct()
    {
        var grid = SomeStudy.GridOf("latent: {min: 1, max: 1000, count: 1000}\nlr: {min: 0.001, max: 1, count: 100}", "seeds: 10");

        Assert.Equal(1_000_000, grid.Count);
        Assert.Equal(1_000_000, grid.Keys().ToHashSet().Count);
        Assert.Equal(
            ("1000", "1", "9"),
            (
                grid.ParametersAt(999_999).Find("latent")!.ToString(),
                grid.ParametersAt(999_999).Find("lr")!.ToString(),
                grid.ParametersAt(999_999).Find("seed")!.ToString()));
    }

    [Fact]
    public void More_cells_than_allowed_are_refused()
    {
        var definition = SomeStudy.Of("latent: {min: 1, max: 1000, count: 1000}\nlr: {min: 0.001, max: 1, count: 1000}").Grid;
        var seeds = new GridAxis("seed", [.. Enumerable.Range(0, 11).Select(seed => ParameterSet.Empty.With("seed", new ParameterValue.Integer(seed)))]);

        Assert.Throws<ArgumentException>(
            () => Grid.From(definition with { Blocks = [definition.Blocks[0] with { Axes = definition.Blocks[0].Axes.Add(seeds) }] }));
    }

    [Fact]
    public void A_model_without_its_version_is_refused() =>
        Assert.Contains(
            "model `dense-autoencoder`",
            Assert.Throws<ArgumentException>(() => Grid.From(SomeStudy.Of("latent: 4").Grid with { Models = [] })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_sample_is_spread_over_every_axis()
    {
        var definition = SomeStudy.Of("latent: {values: [1, 2, 3, 4, 5, 6, 7, 8]}\nlr: {values: [0.1, 0.2, 0.3, 0.4]}", "seeds: 4").Grid;

        var sample = Grid.From(definition with { Sample = 16 });

        Assert.Equal(16, sample.Count);
        Assert.Equal(16, sample.Keys().Distinct().Count());
        Assert.Subset(Grid.From(definition).Keys().ToHashSet(), sample.Keys().ToHashSet());
        Assert.Equal((8, 4, 4), (sample.Values("latent").Distinct().Count(), sample.Values("lr").Distinct().Count(), sample.Values("seed").Distinct().Count()));
        Assert.Equal(sample.Keys(), Grid.From(definition with { Sample = 16 }).Keys());
    }

    [Fact]
    public void A_sample_larger_than_the_grid_is_the_grid()
    {
        var definition = SomeStudy.Of("latent: {values: [1, 2, 3]}").Grid;

        Assert.Equal(Grid.From(definition).Keys(), Grid.From(definition with { Sample = 99 }).Keys());
    }

    [Fact]
    public void The_cell_of_a_run_is_what_tells_it_from_others()
    {
        var grid = SomeStudy.GridOf("latent: {values: [4, 8]}\nlr: 0.1", "seeds: 2");

        Assert.Equal("latent=8 seed=1", grid.CellOf(grid.ParametersAt(3)).ToString());
    }
}
