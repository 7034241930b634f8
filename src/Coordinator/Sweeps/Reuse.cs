using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Messages.Events;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>Finds the cells of a grid whose result the store has already: the same key means the same result.</summary>
public static class Reuse
{
    /// <summary>So many in one event of the journal at most.</summary>
    public const int RunsPerEvent = 1000;

    public static IReadOnlyList<ReusedRun> Find(ResultsStore store, Grid grid)
    {
        var reused = new List<ReusedRun>();
        var run = 0;
        foreach (var keys in grid.Keys().Chunk(RunsPerEvent))
        {
            var completed = store.FindCompleted(keys);
            foreach (var key in keys)
            {
                if (completed.TryGetValue(key, out var result))
                {
                    reused.Add(Run(run, result));
                }

                run++;
            }
        }

        return reused;
    }

    /// <summary>The completed runs of the sweep itself, as far as they are cells of its grid; their source is where they were trained.</summary>
    public static IReadOnlyList<ReusedRun> FindOwn(ResultsStore store, Grid grid, SweepId sweep) =>
    [
        .. store.Results(sweep)
            .Where(result => result.State == RunState.Completed && result.Run.Index < grid.Count && grid.At(sweep, result.Run.Index).Key == result.Key)
            .Select(result => Run(result.Run.Index, result)),
    ];

    private static ReusedRun Run(int run, ResultRow result)
    {
        var source = result.Source ?? result.Run;
        return new ReusedRun(
            run, source.Sweep, source.Index, result.Metrics, result.Epochs, result.Seconds, result.Attempts, result.Node ?? "", result.Kind ?? "");
    }
}
