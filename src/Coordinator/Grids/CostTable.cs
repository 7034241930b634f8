using System.Collections.Immutable;

namespace Sweep.Coordinator.Grids;

/// <summary>The expected cost of each cell of a block, looked up by its place.</summary>
internal sealed class CostTable
{
    private readonly ImmutableArray<double> flops;
    private readonly (int Divisor, int Length)[] axes;

    /// <exception cref="ArgumentException">The costs are those of another block.</exception>
    public CostTable(GridBlock block, GridCosts costs)
    {
        if (costs.Axes.Any(axis => axis < 0 || axis >= block.Axes.Length)
            || costs.Axes.Aggregate(1L, (product, axis) => product * block.Axes[axis].Points.Length) != costs.Flops.Length)
        {
            throw new ArgumentException($"The costs of grid `{block.Name}` do not fit its axes.", nameof(costs));
        }

        flops = costs.Flops;
        axes =
        [
            .. costs.Axes.Select(axis => (
                Divisor: block.Axes.Skip(axis + 1).Aggregate(1, (product, after) => product * after.Points.Length),
                block.Axes[axis].Points.Length)),
        ];
    }

    /// <param name="place">Of the cell in its block before exclusion, row by row.</param>
    public double At(int place)
    {
        var at = 0;
        foreach (var (divisor, length) in axes)
        {
            at = (at * length) + (place / divisor % length);
        }

        return flops[at];
    }
}
