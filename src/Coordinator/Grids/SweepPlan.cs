using System.Collections;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Grids;

/// <summary>What a sweep would do: which of its runs have a result in the store already, and which must be trained.</summary>
public sealed class SweepPlan
{
    private const int KeysPerQuestion = 1000;

    private readonly BitArray reused;

    private SweepPlan(Grid grid, BitArray reused)
    {
        (Grid, this.reused) = (grid, reused);
        ReusedCount = reused.Cast<bool>().Count(isReused => isReused);
    }

    public Grid Grid { get; }

    public int ReusedCount { get; }

    public int ToRunCount => Grid.Count - ReusedCount;

    /// <summary>Indices of the runs that have a result already, in order.</summary>
    public IEnumerable<int> Reused => Indices(true);

    /// <summary>Indices of the runs to train, in order.</summary>
    public IEnumerable<int> ToRun => Indices(false);

    /// <param name="completed">Of the keys given, a thousand at most, those that have an accepted result.</param>
    public static SweepPlan Of(Grid grid, Func<IReadOnlyList<RunKey>, IReadOnlySet<RunKey>> completed)
    {
        var reused = new BitArray(grid.Count);
        var index = 0;
        foreach (var keys in grid.Keys().Chunk(KeysPerQuestion))
        {
            var known = completed(keys);
            foreach (var key in keys)
            {
                reused[index++] = known.Contains(key);
            }
        }

        return new SweepPlan(grid, reused);
    }

    private IEnumerable<int> Indices(bool wanted) => Enumerable.Range(0, reused.Length).Where(index => reused[index] == wanted);
}
