using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Grids;

/// <summary>
/// The runs of a sweep, counted from 0. Their order is that of the study: block after block; within a block row by row, the axis named first
/// slowest, the seed fastest. Cells are made when asked for and not kept, so a grid of a million takes no more room than a small one,
/// beside one bit for each cell of a block with exclusions. May be used from several threads at once.
/// </summary>
public sealed class Grid
{
    private readonly Block[] blocks;
    private readonly int unsampled;
    private readonly int sampled;

    // Cells that are not in the sample but whose encoder a run of the sample takes.
    private readonly ImmutableArray<int> needed = [];

    private Grid(GridDefinition definition)
    {
        Definition = definition;
        blocks = new Block[definition.Blocks.Length];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = new Block(new CellTable(definition.Blocks[i], definition), definition.Blocks[i], unsampled);
            unsampled = checked(unsampled + blocks[i].Count);
            if (unsampled > GridDefinition.MaximumCells)
            {
                throw TooLarge();
            }
        }

        Count = sampled = Math.Min(unsampled, definition.Sample ?? unsampled);
        if (HasDependencies && sampled < unsampled)
        {
            needed = FindNeeded();
            Count += needed.Length;
        }

        Varying = FindVarying(definition);
    }

    public GridDefinition Definition { get; }

    public int Count { get; }

    /// <exception cref="ArgumentException">
    /// The definition has more than <see cref="GridDefinition.MaximumCells"/> cells, a model or data set without its version, or the costs of
    /// another grid.
    /// </exception>
    public static Grid From(GridDefinition definition) => new(definition);

    /// <summary>The run at <paramref name="index"/>, counted from 0.</summary>
    public RunSpec At(SweepId sweep, int index) => Spec(sweep, index, new RunKeyText());

    /// <summary>The key of the run at <paramref name="index"/>.</summary>
    public RunKey KeyAt(int index) => Key(index, new RunKeyText());

    /// <summary>Whether some run takes the encoder of another, and must wait for it.</summary>
    public bool HasDependencies => Array.Exists(blocks, block => block.Table.HasEncoders);

    /// <summary>The key of the run whose encoder the run at <paramref name="index"/> takes; null for none.</summary>
    public RunKey? EncoderAt(int index)
    {
        var (block, place) = Locate(index);
        return block.Table.HasEncoders ? Encoder(block, place) : null;
    }

    /// <summary>Whether it is known of some run what it is expected to cost.</summary>
    public bool HasCosts => Array.Exists(blocks, block => block.HasCosts);

    /// <summary>How many floating-point operations the run at <paramref name="index"/> is expected to take; 0 where nothing is known.</summary>
    public double CostAt(int index)
    {
        var (block, place) = Locate(index);
        return block.Cost(place);
    }

    /// <summary>The resolved hyperparameters of the run at <paramref name="index"/>.</summary>
    public ParameterSet ParametersAt(int index)
    {
        var (block, place) = Locate(index);
        Span<int> cell = stackalloc int[block.Table.Width];
        block.Table.Fill(place, cell);
        return block.Table.Parameters(cell);
    }

    /// <summary>The block to which the run at <paramref name="index"/> belongs: empty when there is only one without a name.</summary>
    public string BlockAt(int index) => Definition.Blocks[Array.IndexOf(blocks, Locate(index).Block)].Name;

    /// <summary>Hyperparameters in which runs differ, in the order of the study, the seed last: what tells one run from another.</summary>
    public ImmutableArray<string> Varying { get; }

    /// <summary>Of the hyperparameters of a run, those in <see cref="Varying"/>.</summary>
    public ParameterSet CellOf(ParameterSet parameters) => ParameterSet.From(parameters.Where(item => Varying.Contains(item.Key)));

    /// <summary>All runs in order.</summary>
    public IEnumerable<RunSpec> Runs(SweepId sweep)
    {
        var text = new RunKeyText();
        for (var index = 0; index < Count; index++)
        {
            yield return Spec(sweep, index, text);
        }
    }

    /// <summary>The keys of all runs in order, without their hyperparameters.</summary>
    public IEnumerable<RunKey> Keys()
    {
        var text = new RunKeyText();
        for (var index = 0; index < Count; index++)
        {
            yield return Key(index, text);
        }
    }

    private RunSpec Spec(SweepId sweep, int index, RunKeyText text)
    {
        var (block, place) = Locate(index);
        Span<int> cell = stackalloc int[block.Table.Width];
        block.Table.Fill(place, cell);
        block.Table.WriteKeyText(cell, text);
        return new RunSpec(new RunId(sweep, index), text.Hash(), block.Table.Parameters(cell), Definition.Checkpoint, block.Table.DataSetDigest(cell));
    }

    private RunKey Key(int index, RunKeyText text)
    {
        var (block, place) = Locate(index);
        return Key(block, place, text);
    }

    private static RunKey Key(Block block, int place, RunKeyText text)
    {
        Span<int> cell = stackalloc int[block.Table.Width];
        block.Table.Fill(place, cell);
        block.Table.WriteKeyText(cell, text);
        return text.Hash();
    }

    private (Block Block, int Place) Locate(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return LocateCell(sampled == unsampled ? index : index < sampled ? Spread(index) : needed[index - sampled]);
    }

    private (Block Block, int Place) LocateCell(int place)
    {
        var i = blocks.Length - 1;
        while (blocks[i].Start > place || blocks[i].Count == 0)
        {
            i--;
        }

        return (blocks[i], blocks[i].Place(place - blocks[i].Start));
    }

    /// <summary>
    /// One cell of each of <see cref="Count"/> equal stretches of the grid. Its place in the stretch moves on by the golden ratio, so that
    /// no axis is caught on the same value again and again, as it would be by equal steps.
    /// </summary>
    private int Spread(int index)
    {
        const double GoldenRatio = 0.6180339887498949;
        var low = (long)index * unsampled / sampled;
        var high = (index + 1L) * unsampled / sampled;
        var turn = index * GoldenRatio;
        return (int)(low + (long)((turn - Math.Floor(turn)) * (high - low)));
    }

    /// <summary>What a sample leaves out although its runs, or runs that these need, take the encoder of it.</summary>
    private ImmutableArray<int> FindNeeded()
    {
        var text = new RunKeyText();
        var keys = Enumerable.Range(0, unsampled).ToDictionary(cell => LocateCell(cell) is var (block, place) ? Key(block, place, text) : default);
        var kept = Enumerable.Range(0, sampled).Select(Spread).ToHashSet();
        var found = new List<int>();
        for (var open = kept.ToList(); open.Count > 0;)
        {
            var (block, place) = LocateCell(open[^1]);
            open.RemoveAt(open.Count - 1);
            if (Encoder(block, place) is { } key && keys.TryGetValue(key, out var cell) && kept.Add(cell))
            {
                open.Add(cell);
                found.Add(cell);
            }
        }

        return [.. found.Order()];
    }

    private static RunKey? Encoder(Block block, int place)
    {
        Span<int> cell = stackalloc int[block.Table.Width];
        block.Table.Fill(place, cell);
        return block.Table.Encoder(cell);
    }

    private static ImmutableArray<string> FindVarying(GridDefinition definition)
    {
        var named = Said(definition).SelectMany(set => set.Select(item => item.Key));
        return [.. named.Distinct().Where(name => Differs(definition, name)).OrderBy(name => name == "seed")];
    }

    private static IEnumerable<ParameterSet> Said(GridDefinition definition) =>
        definition.Blocks.SelectMany(block => block.Axes.SelectMany(axis => axis.Points).Append(block.Fixed));

    private static bool Differs(GridDefinition definition, string name) =>
        Said(definition).Select(set => set.Find(name)).OfType<ParameterValue>().Distinct().Skip(1).Any()
        || !definition.Blocks.All(block => block.Fixed.Contains(name) || block.Axes.Any(axis => axis.Points.All(point => point.Contains(name))));

    private static ArgumentException TooLarge() => new($"The grid has more than {GridDefinition.MaximumCells} cells.");

    private sealed class Block
    {
        private readonly KeptCells? kept;
        private readonly CostTable? costs;

        public Block(CellTable table, GridBlock block, int start)
        {
            if (table.Count > GridDefinition.MaximumCells)
            {
                throw TooLarge();
            }

            (Table, Start) = (table, start);
            kept = block.Exclude.IsEmpty ? null : Keep(table, block);
            Count = kept?.Count ?? (int)table.Count;
            costs = block.Costs is null ? null : new CostTable(block, block.Costs);
        }

        public CellTable Table { get; }

        /// <summary>Index of the first cell.</summary>
        public int Start { get; }

        public int Count { get; }

        public bool HasCosts => costs is not null;

        public int Place(int index) => kept?.Place(index) ?? index;

        public double Cost(int place) => costs?.At(place) ?? 0;

        private static KeptCells Keep(CellTable table, GridBlock block)
        {
            var exclusions = block.Exclude.Select(table.Compile).ToArray();
            var cell = new int[table.Width];
            return KeptCells.Where((int)table.Count, place =>
            {
                table.Fill(place, cell);
                return !Array.Exists(exclusions, conditions => Array.TrueForAll(conditions, condition => condition.Values.Contains(cell[condition.Slot])));
            });
        }
    }
}
