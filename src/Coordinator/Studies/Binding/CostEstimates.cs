using System.Collections.Immutable;
using System.Globalization;
using Sweep.Coordinator.Grids;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>
/// Notes in each block what its runs are expected to cost. Most axes (rates, seeds, noise) make no difference, so a few estimates tell those of
/// millions of cells: some cells are looked at from all sides to find the axes that matter, and then each combination of these.
/// </summary>
internal sealed class CostEstimates(GridDefinition definition, Catalogue catalogue)
{
    // Cells from which it is found out which axes matter, and points of an axis that are tried from each.
    private const int Probes = 8;
    private const int PointsTried = 32;

    /// <summary>Combinations that are noted at most: where there would be more, axes that matter little are left out.</summary>
    private const int MostCombinations = 10_000;

    public GridDefinition Note() => definition with { Blocks = [.. definition.Blocks.Select(block => block with { Costs = CostsOf(block) })] };

    private GridCosts? CostsOf(GridBlock block)
    {
        var cells = new Cells(
            Grid.From(definition with { Blocks = [block with { Exclude = [] }], Sample = null }),
            block,
            parameters => block.Exclude.IsEmpty || CanBeTrained(parameters) ? Estimate(parameters) : null);
        if (cells.Count == 0)
        {
            return null;
        }

        var probes = Enumerable.Range(0, Probes).Select(probe => (int)((cells.Count - 1L) * probe / (Probes - 1)))
            .Distinct().Where(place => cells.At(place) > 0).ToList();
        if (probes.Count == 0)
        {
            return null;
        }

        var spreads = Enumerable.Range(0, block.Axes.Length).Select(axis => (Axis: axis, Spread: cells.SpreadOf(axis, probes, PointsTried)));
        var relevant = spreads.Where(item => item.Spread > 1).OrderByDescending(item => item.Spread).Select(item => item.Axis).ToList();
        while (relevant.Aggregate(1.0, (product, axis) => product * block.Axes[axis].Points.Length) > MostCombinations)
        {
            relevant.RemoveAt(relevant.Count - 1);
        }

        relevant.Sort();
        return new GridCosts([.. relevant], cells.Table(relevant, probes));
    }

    // A cell that is left out may be one that no model can train.
    private bool CanBeTrained(ParameterSet parameters) => !catalogue.FindModel(parameters.Text("model"))!.Check(parameters).Any();

    private double Estimate(ParameterSet parameters)
    {
        var data = catalogue.DescribeDataSet(parameters.Text("dataset"));
        return Rounded(catalogue.FindModel(parameters.Text("model"))!.Estimate(parameters, data).FlopsPerEpoch * parameters.Integer("epochs"));
    }

    // Four digits are more than an estimate is good for, and runs that cost the same keep their order.
    private static double Rounded(double flops) => double.IsFinite(flops) && flops > 0
        ? double.Parse(flops.ToString("E3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : 0;

    /// <summary>The cells of a block before exclusion, counted row by row.</summary>
    private sealed class Cells(Grid grid, GridBlock block, Func<ParameterSet, double?> estimate)
    {
        private readonly Dictionary<int, double?> known = [];
        private readonly int[] strides =
            [.. block.Axes.Select((_, axis) => block.Axes.Skip(axis + 1).Aggregate(1, (product, after) => product * after.Points.Length))];

        public int Count => grid.Count;

        public double? At(int place) => known.TryGetValue(place, out var cost) ? cost : known[place] = estimate(grid.ParametersAt(place));

        /// <summary>By how much the cost can change when only the point of one axis does; 1 when it does not.</summary>
        public double SpreadOf(int axis, IEnumerable<int> probes, int most)
        {
            var points = block.Axes[axis].Points.Length;
            var tried = Enumerable.Range(0, Math.Min(points, most)).Select(i => points <= most ? i : (int)((points - 1L) * i / (most - 1))).ToList();
            return probes.Max(probe =>
            {
                var costs = tried.Select(point => At(With(probe, axis, point))).OfType<double>().Where(cost => cost > 0).ToList();
                return costs.Count > 0 ? costs.Max() / costs.Min() : 1;
            });
        }

        public ImmutableArray<double> Table(IReadOnlyList<int> axes, IReadOnlyList<int> probes)
        {
            var count = axes.Aggregate(1, (product, axis) => product * block.Axes[axis].Points.Length);
            return
            [
                .. Enumerable.Range(0, count).Select(
                    combination => probes.Select(probe => At(With(probe, axes, combination))).FirstOrDefault(cost => cost is not null) ?? 0),
            ];
        }

        private int With(int place, int axis, int point) =>
            place + ((point - (place / strides[axis] % block.Axes[axis].Points.Length)) * strides[axis]);

        private int With(int place, IReadOnlyList<int> axes, int combination)
        {
            foreach (var axis in axes.Reverse())
            {
                (combination, var point) = Math.DivRem(combination, block.Axes[axis].Points.Length);
                place = With(place, axis, point);
            }

            return place;
        }
    }
}
