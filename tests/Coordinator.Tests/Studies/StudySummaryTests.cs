using Sweep.Coordinator.Studies;
using Sweep.Messages.Catalogue;

namespace Sweep.Coordinator.Tests.Studies;

public sealed class StudySummaryTests
{
    [Fact]
    public void Sizes_come_from_the_cells_of_the_grid()
    {
        var summary = StudySummary.Of(
            SomeStudy.Of("latent: {values: [4, 8]}\nlr: {values: [0.1, 0.2, 0.3]}", "exclude: [{latent: 8, lr: 0.3}]\nseeds: 2"), FakeCatalogue.Catalogue);

        Assert.Equal((10, 20L), (summary.Runs, summary.Epochs));
        Assert.Equal((4000L, 8000L, 32768L), (summary.WeightsLeast, summary.WeightsMost, summary.RunMemoryBytes));
        Assert.Equal(20 * 6e12, summary.Flops);
        var grid = Assert.Single(summary.Grids);
        Assert.Equal((12, 2), (grid.Cells, grid.Excluded));
        Assert.Equal(["latent: 4, 8", "lr: 0.1, 0.2, 0.3", "seed: 0, 1"], grid.Axes.Select(axis => $"{axis.Name}: {string.Join(", ", axis.Values)}"));
    }

    [Fact]
    public void Memory_grows_with_slots_but_not_beyond_the_runs()
    {
        var summary = StudySummary.Of(SomeStudy.Of("latent: {values: [4, 8]}"), FakeCatalogue.Catalogue);

        Assert.Equal(summary.DataBytes + 32768, summary.MemoryBytes(1));
        Assert.Equal(summary.DataBytes + 65536, summary.MemoryBytes(8));
    }

    [Fact]
    public void Time_is_reckoned_from_operations_or_from_what_was_measured()
    {
        var summary = StudySummary.Of(SomeStudy.Of("latent: {values: [4, 8]}"), FakeCatalogue.Catalogue);

        Assert.Equal(4 * 6e12 / ModelEstimate.NominalFlopsPerSecond / 2, summary.Time(2).TotalSeconds, 3);
        Assert.Equal(TimeSpan.FromSeconds(6), summary.Time(1, secondsPerEpoch: 1.5));
    }

    [Fact]
    public void An_axis_that_sets_several_shows_what_each_point_sets()
    {
        var summary = StudySummary.Of(SomeStudy.Of("noise: {values: [{type: none}, {type: gaussian, variance: 0.1}]}"), FakeCatalogue.Catalogue);

        Assert.Equal("{type=none}, {type=gaussian variance=0.1}", string.Join(", ", summary.Grids[0].Axes[0].Values));
    }

    [Fact]
    public void A_grid_of_a_million_is_sized_from_a_sample()
    {
        var summary = StudySummary.Of(SomeStudy.Of("latent: {min: 1, max: 1000, count: 1000}\nlr: {min: 0.1, max: 1, count: 1000}"), FakeCatalogue.Catalogue);

        Assert.Equal((1_000_000, 2_000_000L), (summary.Runs, summary.Epochs));
        Assert.Equal(2_000_000 * 6e12, summary.Flops, 1e12);
        Assert.InRange(summary.WeightsMost, 999_000, 1_000_000);
    }
}
