using Sweep.Coordinator.Grids;
using Sweep.Messages.Catalogue;

namespace Sweep.Cli.Studies;

/// <summary>What a grid will ask for, from a look at some of its cells.</summary>
/// <param name="MemoryBytes">The largest run, beside the data set.</param>
/// <param name="LeastWeights">Trainable numbers of the smallest model.</param>
public sealed record StudyEstimate(long Epochs, long MemoryBytes, double Flops, long LeastWeights, long MostWeights)
{
    /// <summary>
    /// What one CPU slot is taken to do in a second; training small dense networks reaches about this on one AVX-512 core.
    /// A machine may be several times faster or slower.
    /// </summary>
    public const double FlopsPerSecond = 80e9;

    private const int CellsLookedAt = 500;

    public TimeSpan Duration(int slots) => TimeSpan.FromSeconds(Math.Min(Flops / FlopsPerSecond / slots, TimeSpan.MaxValue.TotalSeconds / 2));

    public static StudyEstimate Of(Grid grid, Catalogue catalogue)
    {
        var looks = Math.Min(grid.Count, CellsLookedAt);
        var total = new StudyEstimate(0, 0, 0, long.MaxValue, 0);
        for (var look = 0; look < looks; look++)
        {
            var parameters = grid.ParametersAt((int)((long)look * grid.Count / looks));
            var model = catalogue.FindModel(parameters.Text("model"))!;
            var size = model.Estimate(parameters, catalogue.DescribeDataSet(parameters.Text("dataset")));
            var epochs = parameters.Integer("epochs");
            total = new StudyEstimate(
                total.Epochs + epochs,
                Math.Max(total.MemoryBytes, size.MemoryBytes),
                total.Flops + (epochs * size.FlopsPerEpoch),
                Math.Min(total.LeastWeights, size.WeightCount),
                Math.Max(total.MostWeights, size.WeightCount));
        }

        var cellsPerLook = (double)grid.Count / looks;
        return total with { Epochs = (long)(total.Epochs * cellsPerLook), Flops = total.Flops * cellsPerLook };
    }
}
