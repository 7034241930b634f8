using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Sweep.Coordinator.Grids;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Grids;

public sealed class GridProperties
{
    private static readonly SweepId Sweep = new("some-1");

    [Fact]
    public void The_order_is_stable() => Check(definition => Grid.From(definition).Keys().SequenceEqual(Grid.From(definition).Keys()));

    [Fact]
    public void All_keys_are_distinct() => Check(definition => Grid.From(definition).Keys().Distinct().Count() == Grid.From(definition).Count);

    [Fact]
    public void The_count_is_the_product_of_the_axes_without_the_excluded() => Check(definition =>
        Grid.From(definition)
            .Count == Math.Min(definition.Sample ?? int.MaxValue, definition.Blocks.Sum(block => Product(block.Axes).Count(cell => !IsExcluded(block, cell)))));

    [Fact]
    public void Cells_are_the_product_of_the_axes_row_by_row() => Check(definition =>
    {
        var grid = Grid.From(definition with { Sample = null });
        var expected = definition.Blocks.SelectMany(
            block => Product(block.Axes).Where(cell => !IsExcluded(block, cell)).Select(cell => Under(block.Fixed, cell)));
        return Enumerable.Range(0, grid.Count).Select(grid.ParametersAt).SequenceEqual(expected);
    });

    [Fact]
    public void One_run_asked_for_is_the_one_enumerated() => Check(definition =>
    {
        var grid = Grid.From(definition);
        return grid.Runs(Sweep)
            .Select((run, index) => Equal(run, grid.At(Sweep, index)) && run.Id.Index == index && run.Key == grid.KeyAt(index))
            .All(equal => equal);
    });

    [Fact]
    public void A_definition_that_was_stored_gives_the_same_runs() => Check(definition =>
    {
        var json = GridDefinitionJson.Write(definition);
        var read = GridDefinitionJson.Read(json);
        return GridDefinitionJson.Write(read) == json && read.Digest == definition.Digest
            && Grid.From(read).Runs(Sweep).Zip(Grid.From(definition).Runs(Sweep), Equal).All(equal => equal);
    });

    [Fact]
    public void A_plan_has_every_run_once() => Check(definition =>
    {
        var grid = Grid.From(definition);
        var known = grid.Keys().Where((_, index) => index % 3 == 1).ToHashSet();
        var plan = SweepPlan.Of(grid, keys => keys.Where(known.Contains).ToHashSet());
        return plan.ReusedCount == known.Count
            && plan.ToRunCount == grid.Count - known.Count
            && plan.Reused.Concat(plan.ToRun).Order().SequenceEqual(Enumerable.Range(0, grid.Count))
            && plan.Reused.All(index => known.Contains(grid.KeyAt(index)));
    });

    private static void Check(Func<GridDefinition, bool> holds) => Prop.ForAll(Arb.From(Definitions), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static bool Equal(RunSpec one, RunSpec other) =>
        one.Id == other.Id && one.Key == other.Key && one.Parameters.Equals(other.Parameters) && one.Checkpoint == other.Checkpoint;

    private static readonly Gen<ParameterValue> Values = Gen.OneOf(
        Gen.Choose(-3, 40).Select(value => (ParameterValue)new ParameterValue.Integer(value)),
        Gen.Choose(1, 1000).Select(value => (ParameterValue)new ParameterValue.Real(value / 64.0)),
        Gen.Elements("adam", "sgd", "a \"quoted\" é").Select(value => (ParameterValue)new ParameterValue.Text(value)),
        Gen.Elements(true, false).Select(value => (ParameterValue)new ParameterValue.Truth(value)),
        Gen.Choose(1, 9).Select(value => (ParameterValue)new ParameterValue.List([new ParameterValue.Integer(value), new ParameterValue.Integer(2)])));

    private static readonly Gen<GridDefinition> Definitions =
        from count in Gen.Choose(1, 3)
        from blocks in Blocks(count)
        from sample in Gen.Frequency((3, Gen.Constant((int?)null)), (1, Gen.Choose(1, 30).Select(value => (int?)value)))
        from every in Gen.Choose(1, 9)
        select new GridDefinition(
            "some",
            new Objective("psnr", Goal.Maximize),
            blocks,
            [new ModelStamp("noop", "1", ParameterSet.From([new("lr", new ParameterValue.Real(0.5)), new("x", new ParameterValue.Integer(1))]))],
            [new DataSetStamp("digits", "abc")],
            new CheckpointPolicy(every, 2),
            2,
            new SweepResources(),
            "1",
            sample);

    /// <summary>Blocks differ in their epochs, so that no cell is in two.</summary>
    private static Gen<ImmutableArray<GridBlock>> Blocks(int count) => Enumerable.Range(1, count).Aggregate(
        Gen.Constant(ImmutableArray<GridBlock>.Empty),
        (blocks, number) => from before in blocks
                            from block in Block(number)
                            select before.Add(block));

    private static Gen<GridBlock> Block(int number) =>
        from a in Axis("alpha")
        from b in Axis("beta.gamma")
        from x in Axis("x")
        from used in Gen.Choose(0, 7)
        from excludes in Gen.Choose(0, 3)
        let axes = new[] { a, b, x }.Where((_, i) => (used >> i & 1) == 1).ToImmutableArray()
        select new GridBlock(
            $"block-{number}",
            ParameterSet.From([
                new("model", new ParameterValue.Text("noop")),
                new("dataset", new ParameterValue.Text("digits")),
                new("epochs", new ParameterValue.Integer(number)),
                new("seed", new ParameterValue.Integer(0)),
            ]),
            axes,
            [.. axes.Take(excludes).Select((axis, i) => Exclusion(axes.Take(i + 1)))]);

    private static GridExclusion Exclusion(IEnumerable<GridAxis> axes) => new(axes.ToImmutableSortedDictionary(
        axis => axis.Name,
        axis => axis.Points.Take(2).Select(point => point.Find(axis.Name)!).ToImmutableArray(),
        StringComparer.Ordinal));

    private static Gen<GridAxis> Axis(string name) =>
        from count in Gen.Choose(1, 6)
        from values in Gen.ListOf(Values, count)
        select new GridAxis(name, [.. values.Distinct().Select(value => ParameterSet.Empty.With(name, value))]);

    private static IEnumerable<ParameterSet> Product(ImmutableArray<GridAxis> axes) => axes.Aggregate(
        (IEnumerable<ParameterSet>)[ParameterSet.Empty],
        (cells, axis) => cells.SelectMany(cell => axis.Points.Select(point => ParameterSet.From(cell.Concat(point)))));

    private static bool IsExcluded(GridBlock block, ParameterSet cell) =>
        block.Exclude.Any(exclusion => exclusion.Conditions.All(condition => condition.Value.Contains(cell.Find(condition.Key)!)));

    private static ParameterSet Under(ParameterSet fixedValues, ParameterSet cell)
    {
        var said = fixedValues.Concat(cell).ToList();
        var defaults = new Dictionary<string, ParameterValue> { ["lr"] = new ParameterValue.Real(0.5), ["x"] = new ParameterValue.Integer(1) };
        return ParameterSet.From(said.Concat(defaults.Where(item => said.TrueForAll(other => other.Key != item.Key))));
    }
}
