using Sweep.Coordinator.Grids;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// Which runs of one sweep wait for which others, because they take their encoders. Costs nothing where no run does. A run whose encoder is of
/// no run of this sweep waits for nothing: its checkpoint is there, or the run fails.
/// </summary>
public sealed class Dependencies
{
    private readonly Dictionary<int, int> neededBy = [];
    private readonly ILookup<int, int> dependents;

    private Dependencies(IEnumerable<(int Run, int Needed)> pairs)
    {
        foreach (var (run, needed) in pairs)
        {
            neededBy.Add(run, needed);
        }

        dependents = neededBy.ToLookup(pair => pair.Value, pair => pair.Key);
    }

    /// <summary>All runs that wait for another, in order.</summary>
    public IEnumerable<int> Dependents => neededBy.Keys;

    public static Dependencies Of(Grid grid)
    {
        if (!grid.HasDependencies)
        {
            return new Dependencies([]);
        }

        var wanted = Enumerable.Range(0, grid.Count)
            .Select(run => (Run: run, Key: grid.EncoderAt(run))).Where(pair => pair.Key is not null).ToList();
        var keys = wanted.Select(pair => pair.Key!.Value).ToHashSet();
        var runs = new Dictionary<RunKey, int>();
        foreach (var (key, run) in grid.Keys().Select((key, run) => (key, run)).Where(pair => keys.Contains(pair.key)))
        {
            runs.TryAdd(key, run);
        }

        return new Dependencies(wanted.Where(pair => runs.ContainsKey(pair.Key!.Value)).Select(pair => (pair.Run, runs[pair.Key!.Value])));
    }

    /// <summary>The run that must have completed before this one begins; null for none.</summary>
    public int? NeededBy(int run) => neededBy.TryGetValue(run, out var needed) ? needed : null;

    /// <summary>The runs that wait for this one, in order.</summary>
    public IEnumerable<int> DependentsOf(int run) => dependents[run];
}
