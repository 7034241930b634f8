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
                    var source = result.Source ?? result.Run;
                    reused.Add(new ReusedRun(
                        run, source.Sweep, source.Index, result.Metrics, result.Epochs, result.Seconds, result.Attempts, result.Node ?? "", result.Kind ?? ""));
                }

                run++;
            }
        }

        return reused;
    }
}
