using System.Runtime.InteropServices;
using System.Text;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Grids;

/// <summary>
/// The cells of one block, before exclusion. Each hyperparameter that occurs has a slot, in ordinal order of names, and each value that
/// occurs in a slot a number, with its canonical JSON at hand: a cell is then one number for each slot, and neither its parameters nor its
/// key cost more than copying.
/// </summary>
internal sealed class CellTable
{
    private const int Absent = -1;

    private readonly Slot[] slots;
    private readonly int modelSlot;
    private readonly int dataSetSlot;
    private readonly int encoderSlot;
    private readonly RunKey?[] encoders;
    private readonly int[] fixedValues;
    private readonly (int Slot, int Value)[][][] axes;
    private readonly int[][] defaultsOfModel;
    private readonly byte[][] keyTails;
    private readonly byte[][] keyHeads;
    private readonly string[] digests;

    public CellTable(GridBlock block, GridDefinition grid)
    {
        var names = block.Fixed.Select(item => item.Key)
            .Concat(block.Axes.SelectMany(axis => axis.Points).SelectMany(point => point.Select(item => item.Key)))
            .Concat(grid.Models.SelectMany(model => model.Defaults.Select(item => item.Key)))
            .Distinct()
            .Order(StringComparer.Ordinal);
        slots = [.. names.Select(name => new Slot(name))];
        (modelSlot, dataSetSlot, encoderSlot) = (Find("model"), Find("dataset"), Find(RunSpec.EncoderParameter));
        fixedValues = Values(block.Fixed);
        axes = [.. block.Axes.Select(axis => axis.Points.Select(Number).ToArray())];
        Count = axes.Aggregate(1L, (product, points) => Math.Min(product * points.Length, GridDefinition.MaximumCells + 1L));
        defaultsOfModel = [.. slots[modelSlot].Values.Select(model => Values(Stamp(grid.Models, model, stamp => stamp.Name, "model").Defaults))];
        keyTails =
        [
            .. slots[modelSlot].Values.Select(model => RunKeyText.Tail(Stamp(grid.Models, model, stamp => stamp.Name, "model").Version, grid.TrainerVersion)),
        ];
        encoders = encoderSlot == Absent ? [] : [.. slots[encoderSlot].Values.Select(value => RunKey.TryParse(value.ToString()))];
        digests = [.. slots[dataSetSlot].Values.Select(dataSet => Stamp(grid.DataSets, dataSet, stamp => stamp.Name, "data set").Digest)];
        keyHeads = [.. digests.Select(RunKeyText.Head)];
    }

    /// <summary>Cells; no more is counted beyond <see cref="GridDefinition.MaximumCells"/> and one.</summary>
    public long Count { get; }

    /// <summary>Length of a cell.</summary>
    public int Width => slots.Length;

    /// <summary>Writes the cell at <paramref name="place"/>, row by row, the last axis fastest.</summary>
    public void Fill(long place, Span<int> cell)
    {
        fixedValues.CopyTo(cell);
        for (var axis = axes.Length - 1; axis >= 0; axis--)
        {
            (place, var point) = Math.DivRem(place, axes[axis].Length);
            foreach (var (slot, value) in axes[axis][point])
            {
                cell[slot] = value;
            }
        }

        var defaults = defaultsOfModel[cell[modelSlot]];
        for (var slot = 0; slot < cell.Length; slot++)
        {
            if (cell[slot] == Absent)
            {
                cell[slot] = defaults[slot];
            }
        }
    }

    public ParameterSet Parameters(ReadOnlySpan<int> cell)
    {
        var items = new KeyValuePair<string, ParameterValue>[cell.Length];
        var count = 0;
        for (var slot = 0; slot < cell.Length; slot++)
        {
            if (cell[slot] != Absent)
            {
                items[count++] = slots[slot].Items[cell[slot]];
            }
        }

        return ParameterSet.From(count == items.Length ? items : items[..count]);
    }

    /// <summary>What the data set of this cell had to hold when the sweep was submitted.</summary>
    public string DataSetDigest(ReadOnlySpan<int> cell) => digests[cell[dataSetSlot]];

    /// <summary>Whether some cell takes the encoder of another run.</summary>
    public bool HasEncoders => Array.Exists(encoders, encoder => encoder is not null);

    /// <summary>The run whose encoder this cell takes; null for none.</summary>
    public RunKey? Encoder(ReadOnlySpan<int> cell) => HasEncoders && cell[encoderSlot] != Absent ? encoders[cell[encoderSlot]] : null;

    /// <summary>Appends the text of which the run key is the hash.</summary>
    public void WriteKeyText(ReadOnlySpan<int> cell, RunKeyText text)
    {
        text.Begin(keyHeads[cell[dataSetSlot]]);
        for (var slot = 0; slot < cell.Length; slot++)
        {
            if (cell[slot] != Absent && slot != dataSetSlot)
            {
                text.Add(slots[slot].Json[cell[slot]]);
            }
        }

        text.End(keyTails[cell[modelSlot]]);
    }

    /// <summary>For each slot that the exclusion names, the numbers of the values that match.</summary>
    public (int Slot, HashSet<int> Values)[] Compile(GridExclusion exclusion) =>
    [
        .. exclusion.Conditions.Select(condition => Find(condition.Key) is var slot and >= 0
            ? (slot, condition.Value.Select(slots[slot].Known).Where(number => number != Absent).ToHashSet())
            : (0, [])),
    ];

    private static T Stamp<T>(IEnumerable<T> stamps, ParameterValue wanted, Func<T, string> name, string what) where T : class =>
        stamps.FirstOrDefault(stamp => name(stamp) == wanted.ToString())
        ?? throw new ArgumentException($"The grid has {what} `{wanted}`, but does not say which version of it.");

    private (int Slot, int Value)[] Number(ParameterSet point) => [.. point.Select(item => (Find(item.Key), slots[Find(item.Key)].Number(item.Value)))];

    private int[] Values(ParameterSet parameters)
    {
        var cell = new int[slots.Length];
        Array.Fill(cell, Absent);
        foreach (var (name, value) in parameters)
        {
            var slot = Find(name);
            cell[slot] = slots[slot].Number(value);
        }

        return cell;
    }

    private int Find(string name) => Array.FindIndex(slots, slot => slot.Name == name);

    /// <summary>One hyperparameter and the values that it has somewhere in the block.</summary>
    private sealed class Slot(string name)
    {
        private readonly Dictionary<ParameterValue, int> numbers = [];

        public string Name => name;

        public List<ParameterValue> Values { get; } = [];

        public List<KeyValuePair<string, ParameterValue>> Items { get; } = [];

        public List<byte[]> Json { get; } = [];

        public int Number(ParameterValue value)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, value, out var known);
            if (!known)
            {
                number = Values.Count;
                Values.Add(value);
                Items.Add(new(name, value));
                Json.Add(Encoding.UTF8.GetBytes(ParameterJson.Write(ParameterSet.From([new(name, value)]))[1..^1]));
            }

            return number;
        }

        public int Known(ParameterValue value) => numbers.GetValueOrDefault(value, Absent);
    }
}
