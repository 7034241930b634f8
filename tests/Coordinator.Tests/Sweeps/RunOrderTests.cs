using FsCheck;
using FsCheck.Fluent;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Tests.Sweeps;

public sealed class RunOrderTests
{
    /// <summary>Runs that cost so much each.</summary>
    private static Grid GridOf(params double[] costs)
    {
        var definition = Some.Definition(costs.Length);
        return Grid.From(definition with { Blocks = [definition.Blocks[0] with { Costs = new GridCosts([0], [.. costs]) }] });
    }

    private static RunOrder OrderOf(params double[] costs) => new(GridOf(costs), Dependencies.Of(GridOf(costs)));

    private static IEnumerable<int> Runs(RunOrder order) => Enumerable.Range(0, order.Count).Select(place => order[place]);

    [Fact]
    public void The_longest_goes_first_and_equals_by_their_number() => Assert.Equal([3, 1, 4, 0, 2], Runs(OrderOf(1, 5, 1, 9, 5)));

    [Fact]
    public void Runs_of_which_nothing_is_known_go_by_their_number()
    {
        var grid = Some.GridOf(4);

        Assert.Equal([0, 1, 2, 3], Runs(new RunOrder(grid, Dependencies.Of(grid))));
    }

    [Fact]
    public void A_run_that_others_wait_for_counts_for_the_longest_of_them()
    {
        // Run 3 waits for run 1, and run 4 for run 3; runs 0 to 2 and 5 wait for none.
        var definition = DependenciesTests.GridWithEncoders().Definition;
        GridCosts[] costs = [new([0], [30, 10, 25]), new([], [10]), new([], [10]), new([], [1])];
        var grid = Grid.From(definition with { Blocks = [.. definition.Blocks.Zip(costs, (block, cost) => block with { Costs = cost })] });
        var order = new RunOrder(grid, Dependencies.Of(grid));

        Assert.Equal([0, 1, 2, 3, 4, 5], Runs(order));
        Assert.True(order.Compare(1, 2) < 0);
    }

    [Fact]
    public void The_order_of_a_million_runs_takes_four_bytes_each()
    {
        GridAxis Axis(string name) =>
            new(name, [.. Enumerable.Range(0, 100).Select(cell => ParameterSet.Empty.With(name, new ParameterValue.Integer(cell)))]);
        var definition = Some.Definition(1);
        var costs = new GridCosts([1], [.. Enumerable.Range(0, 100).Select(cost => (double)cost)]);
        var block = definition.Blocks[0] with { Axes = [Axis("a"), Axis("b"), Axis("c")], Costs = costs };
        var grid = Grid.From(definition with { Blocks = [block] });
        var before = GC.GetAllocatedBytesForCurrentThread();

        var order = new RunOrder(grid, Dependencies.Of(grid));
        var (first, last) = (order[0], order[999_999]);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 4_000_000, 4_100_000);
        Assert.Equal((9_900, 990_099), (first, last));
    }

    [Fact]
    public void The_order_has_each_run_once_and_agrees_with_its_comparison() => Prop.ForAll(
        Gen.Choose(0, 4).Select(cost => (double)cost).ArrayOf(20).ToArbitrary(),
        costs =>
        {
            var order = OrderOf(costs);
            var runs = Runs(order).ToList();
            return runs.Order().SequenceEqual(Enumerable.Range(0, costs.Length))
                && runs.Zip(runs.Skip(1)).All(pair => order.Compare(pair.First, pair.Second) < 0 && costs[pair.First] >= costs[pair.Second]);
        }).QuickCheckThrowOnFailure();
}
