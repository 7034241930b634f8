using Sweep.Coordinator.Tests.Studies;

namespace Sweep.Coordinator.Tests.Grids;

/// <summary>Long stretches of excluded cells, seen through the grid.</summary>
public sealed class KeptCellsTests
{
    [Theory]
    [InlineData("latent: [1]")]
    [InlineData("latent: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]")]
    [InlineData("latent: [5, 6, 7]")]
    [InlineData("latent: [11, 12]")]
    [InlineData("latent: [1, 2, 3, 4, 5, 6, 8, 9, 10, 11]")]
    public void Cells_beyond_a_stretch_of_excluded_ones_are_found(string condition)
    {
        var grid = SomeStudy.GridOf("latent: {min: 1, max: 12, count: 12}\nlr: {min: 1, max: 700, count: 700}", $"exclude: [{{{condition}}}]");
        var all = SomeStudy.GridOf("latent: {min: 1, max: 12, count: 12}\nlr: {min: 1, max: 700, count: 700}");
        var excluded = condition["latent: [".Length..^1].Split(", ");

        Assert.Equal(all.Values("latent").Zip(all.Values("lr")).Where(cell => !excluded.Contains(cell.First)), grid.Values("latent").Zip(grid.Values("lr")));
    }
}
