using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies;
using Sweep.Coordinator.Tests.Studies;

namespace Sweep.Coordinator.Tests.Grids;

/// <summary>What is noted of the cost of runs: in the catalogue of the tests, an epoch of the dense model costs 1e9 for each image of training.</summary>
public sealed class RunCostsTests
{
    // Epochs and data set are axes here, not said for all.
    private static Study Of(string parameters, string rest = "") => SomeStudy.Parse(SomeStudy.Text(parameters, rest)
        .Replace("epochs: 2\n", parameters.Contains("epochs") ? "" : "epochs: 2\n")
        .Replace("dataset: synthetic-digits\n", parameters.Contains("dataset") ? "" : "dataset: synthetic-digits\n"));

    private static Grid GridOf(string parameters, string rest = "") => Grid.From(Of(parameters, rest).Grid);

    private static IEnumerable<double> Costs(Grid grid) => Enumerable.Range(0, grid.Count).Select(grid.CostAt);

    [Fact]
    public void A_run_costs_its_epochs()
    {
        var grid = GridOf("latent: {values: [4, 8]}\nepochs: {values: [1, 3, 2]}\nlr: {values: [1e-3, 1e-2]}");

        Assert.Equal([.. Enumerable.Range(0, 2).SelectMany(_ => (double[])[6e12, 6e12, 18e12, 18e12, 12e12, 12e12])], Costs(grid));
    }

    [Fact]
    public void Only_axes_that_matter_are_noted()
    {
        var study = Of("latent: {values: [4, 8]}\nepochs: {values: [1, 3]}\nlr: {values: [1e-3, 1e-2]}", "seeds: 3");

        var costs = Assert.Single(study.Grid.Blocks).Costs!;
        Assert.Equal("epochs", study.Grid.Blocks[0].Axes[Assert.Single(costs.Axes)].Name);
        Assert.Equal<double>([6e12, 18e12], [.. costs.Flops]);
    }

    [Fact]
    public void Axes_that_matter_together_are_noted_together()
    {
        var grid = GridOf("dataset: {values: [synthetic-digits, mnist]}\nlr: {values: [1e-3, 1e-2]}\nepochs: {values: [1, 2]}");

        Assert.Equal([6e12, 12e12, 6e12, 12e12, 60e12, 120e12, 60e12, 120e12], Costs(grid));
    }

    [Fact]
    public void Cells_that_are_left_out_shift_no_cost()
    {
        var grid = GridOf("epochs: {values: [1, 2, 3]}\nlatent: {values: [4, 8]}", "exclude: [{epochs: 1, latent: 4}, {epochs: 2}]");

        Assert.Equal([6e12, 18e12, 18e12], Costs(grid));
    }

    [Fact]
    public void A_sample_knows_the_costs_of_its_cells()
    {
        var grid = Grid.From(Of("epochs: {min: 1, max: 50, count: 50}\nlatent: {values: [4, 8]}").Grid with { Sample = 7 });

        Assert.All(Enumerable.Range(0, grid.Count), run => Assert.Equal(6e12 * grid.ParametersAt(run).Integer("epochs"), grid.CostAt(run)));
    }

    [Fact]
    public void Models_that_cost_nothing_note_nothing()
    {
        var study = SomeStudy.Parse(SomeStudy.Text("x: {values: [1, 2]}").Replace("dense-autoencoder", "noop"));

        Assert.Null(Assert.Single(study.Grid.Blocks).Costs);
        Assert.False(Grid.From(study.Grid).HasCosts);
    }

    [Fact]
    public void Grids_of_a_study_have_costs_of_their_own()
    {
        var grid = Grid.From(SomeStudy.Parse("""
            name: small
            dataset: synthetic-digits
            objective: {metric: psnr, goal: maximize}
            grids:
              - {name: dense, model: dense-autoencoder, epochs: 2, parameters: {latent: {values: [4, 8]}}}
              - {name: nothing, model: noop, parameters: {x: {values: [1, 2]}}}
              - {name: long, model: dense-autoencoder, epochs: 4, parameters: {latent: 4}}
            """).Grid);

        Assert.Equal([12e12, 12e12, 0, 0, 24e12], Costs(grid));
    }

    [Fact]
    public void Costs_are_kept_and_change_neither_digest_nor_keys()
    {
        var definition = Of("epochs: {values: [1, 3]}\nlatent: {values: [4, 8]}").Grid;
        var without = definition with { Blocks = [definition.Blocks[0] with { Costs = null }] };

        var read = GridDefinitionJson.Read(GridDefinitionJson.Write(definition));

        Assert.Equal<double>([.. definition.Blocks[0].Costs!.Flops], [.. read.Blocks[0].Costs!.Flops]);
        Assert.Equal(Costs(Grid.From(definition)), Costs(Grid.From(read)));
        Assert.Equal(without.Digest, read.Digest);
        Assert.Equal(Grid.From(without).Keys(), Grid.From(read).Keys());
    }

    [Fact]
    public void Costs_of_another_grid_are_refused()
    {
        var definition = Of("latent: {values: [4, 8]}").Grid;

        Assert.Throws<ArgumentException>(() => Grid.From(definition with { Blocks = [definition.Blocks[0] with { Costs = new GridCosts([0], [1, 2, 3]) }] }));
        Assert.Throws<ArgumentException>(() => Grid.From(definition with { Blocks = [definition.Blocks[0] with { Costs = new GridCosts([1], [1, 2]) }] }));
    }

    [Fact]
    public void A_million_cells_are_noted_in_a_few_numbers()
    {
        var study = Of(
            "latent: {min: 1, max: 100, count: 100}\nlr: {min: 1e-4, max: 1e-1, count: 100}\nepochs: {min: 1, max: 10, count: 10}", "seeds: 10");

        Assert.Equal(1_000_000, Grid.From(study.Grid).Count);
        Assert.Equal(10, Assert.Single(study.Grid.Blocks).Costs!.Flops.Length);
    }
}
