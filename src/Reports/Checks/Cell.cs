using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Messages.Studies;

namespace Sweep.Reports.Checks;

/// <summary>Completed runs that differ in nothing but the seed, which their parameters here leave out; or one run, with its seed.</summary>
public sealed record Cell(string Grid, ParameterSet Parameters, ImmutableArray<ReportRun> Runs)
{
    public const string Seed = "seed";

    /// <summary>Cells in the order of their first runs.</summary>
    /// <param name="bySeed">Each run is a cell of its own.</param>
    public static ImmutableArray<Cell> From(IEnumerable<ReportRun> runs, bool bySeed = false) =>
    [
        .. runs.Where(run => run.State == Messages.Runs.RunState.Completed)
            .GroupBy(run => (run.Grid, Parameters: bySeed ? run.Parameters : run.Parameters.Without(Seed)))
            .Select(group => new Cell(group.Key.Grid, group.Key.Parameters, [.. group])),
    ];

    /// <summary>The mean over the seeds; null when a run does not have it.</summary>
    public double? Value(Measure measure)
    {
        var sum = 0.0;
        foreach (var run in Runs)
        {
            if (Of(run, measure) is not { } value)
            {
                return null;
            }

            sum += value;
        }

        return sum / Runs.Length;
    }

    public static double? Of(ReportRun run, Measure measure)
    {
        var value = run.Value(measure.Metric);
        return measure.Less is null ? value : value - run.Value(measure.Less);
    }
}
