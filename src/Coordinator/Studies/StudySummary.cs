using System.Collections.Immutable;
using Sweep.Coordinator.Grids;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Studies;

/// <summary>What a study amounts to, before anything runs.</summary>
/// <param name="Runs">Cells of the grid after exclusion and sampling.</param>
/// <param name="Epochs">Of all runs together.</param>
/// <param name="Models">Those that occur, in the order of the study.</param>
/// <param name="WeightsLeast">Trainable numbers of the smallest run.</param>
/// <param name="WeightsMost">Trainable numbers of the largest run.</param>
/// <param name="RunMemoryBytes">Of the largest run, beside the data set.</param>
/// <param name="DataBytes">Images and labels of the largest data set, pixels as 32-bit numbers.</param>
/// <param name="Flops">Floating-point operations of all epochs of all runs; from a sample of the runs when there are very many.</param>
public sealed record StudySummary(
    string Name,
    int Runs,
    long Epochs,
    ImmutableArray<GridSummary> Grids,
    ImmutableArray<string> Models,
    ImmutableArray<string> DataSets,
    long WeightsLeast,
    long WeightsMost,
    long RunMemoryBytes,
    long DataBytes,
    double Flops)
{
    // Sizing every cell of a grid of millions would take longer than the answer is worth.
    private const int MostCells = 20_000;

    /// <exception cref="DataSetException">A data set of the study is gone.</exception>
    public static StudySummary Of(Study study, Catalogue catalogue)
    {
        var grid = Grid.From(study.Grid);
        var looked = grid.Count <= MostCells ? grid : Grid.From(study.Grid with { Sample = MostCells });
        var data = study.Grid.DataSets.ToDictionary(stamp => stamp.Name, stamp => catalogue.DescribeDataSet(stamp.Name));
        var (least, most, memory, flops, epochs) = (long.MaxValue, 0L, 0L, 0.0, 0L);
        for (var index = 0; index < looked.Count; index++)
        {
            var run = looked.ParametersAt(index);
            var estimate = catalogue.FindModel(run.Text("model"))!.Estimate(run, data[run.Text("dataset")]);
            (least, most) = (Math.Min(least, estimate.WeightCount), Math.Max(most, estimate.WeightCount));
            memory = Math.Max(memory, estimate.MemoryBytes);
            flops += estimate.FlopsPerEpoch * run.Integer("epochs");
            epochs += run.Integer("epochs");
        }

        var share = grid.Count / (double)looked.Count;
        return new StudySummary(
            study.Name,
            grid.Count,
            (long)Math.Round(epochs * share),
            [.. study.Grid.Blocks.Select(block => GridSummary.Of(block, study.Grid))],
            [.. study.Grid.Models.Select(model => model.Name)],
            [.. study.Grid.DataSets.Select(dataSet => dataSet.Name)],
            least,
            most,
            study.Grid.Resources.MemoryBytes ?? memory,
            data.Values.Max(Bytes),
            flops * share);
    }

    /// <summary>What the sweep needs on one machine: the data set once, and the largest run in each slot.</summary>
    public long MemoryBytes(int slots) => DataBytes + (RunMemoryBytes * Math.Min(slots, Runs));

    /// <summary>How long the sweep takes with so many slots.</summary>
    /// <param name="secondsPerEpoch">As measured on that machine; null to reckon with <see cref="ModelEstimate.NominalFlopsPerSecond"/>.</param>
    public TimeSpan Time(int slots, double? secondsPerEpoch = null) =>
        TimeSpan.FromSeconds(
            Math.Min(
                (secondsPerEpoch * Epochs ?? Flops / ModelEstimate.NominalFlopsPerSecond) / Math.Min(slots, Runs), TimeSpan.FromDays(36_500).TotalSeconds));

    private static long Bytes(DataSetDescription data) =>
        (long)(data.TrainCount + data.TestCount) * ((data.Width * data.Height * sizeof(float)) + sizeof(long));
}

/// <summary>One grid of a study.</summary>
/// <param name="Name">Empty when it is the only one.</param>
/// <param name="Cells">The product of its axes.</param>
/// <param name="Excluded">Cells left out.</param>
public sealed record GridSummary(string Name, int Cells, int Excluded, ImmutableArray<AxisSummary> Axes)
{
    internal static GridSummary Of(GridBlock block, GridDefinition definition)
    {
        var cells = block.Axes.Aggregate(1, (product, axis) => product * axis.Points.Length);
        var left = block.Exclude.IsEmpty ? cells : Grid.From(definition with { Blocks = [block], Sample = null }).Count;
        return new GridSummary(block.Name, cells, cells - left, [.. block.Axes.Select(AxisSummary.Of)]);
    }
}

/// <param name="Values">As people write them; of an axis that sets several hyperparameters, each point as <c>{type=gaussian factor=0.4}</c>.</param>
public sealed record AxisSummary(string Name, ImmutableArray<string> Values)
{
    internal static AxisSummary Of(GridAxis axis) => new(axis.Name, [.. axis.Points.Select(point => Show(axis.Name, point))]);

    private static string Show(string name, ParameterSet point) => point.Count == 1 && point.Contains(name)
        ? point.Find(name)!.ToString()
        : $"{{{string.Join(" ", point.Select(item => $"{Within(name, item.Key)}={item.Value}"))}}}";

    private static string Within(string name, string key) => key.StartsWith(name + ".", StringComparison.Ordinal) ? key[(name.Length + 1)..] : key;
}
