using System.Runtime.InteropServices;
using Sweep.Coordinator.Grids;

namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// In which order the runs of a sweep are started: the longest first, so that at the end no slot is left alone with a long one, and equals by their
/// number. A run that others wait for counts for itself and the longest of them. What it is derived from never changes, so neither does the order.
/// </summary>
/// <remarks>Takes four bytes a run where runs differ in their cost, else nothing.</remarks>
public sealed class RunOrder : IComparer<int>
{
    private readonly Grid grid;
    private readonly Dictionary<int, double> chains = [];
    private readonly Lazy<int[]?> sorted;

    public RunOrder(Grid grid, Dependencies dependencies)
    {
        this.grid = grid;
        foreach (var run in dependencies.Dependents)
        {
            ChainOf(dependencies.NeededBy(run)!.Value, dependencies);
        }

        sorted = new Lazy<int[]?>(() => grid.HasCosts ? Sort() : null, isThreadSafe: false);
    }

    public int Count => grid.Count;

    /// <summary>The run at a place of the order.</summary>
    public int this[int place] => sorted.Value is { } runs ? runs[place] : place;

    /// <summary>Negative when the first goes before the second.</summary>
    public int Compare(int x, int y) => CostOf(y).CompareTo(CostOf(x)) is var byCost and not 0 ? byCost : x.CompareTo(y);

    private double CostOf(int run) => chains.TryGetValue(run, out var chain) ? chain : grid.CostAt(run);

    private double ChainOf(int run, Dependencies dependencies)
    {
        if (!chains.TryGetValue(run, out var chain))
        {
            chain = grid.CostAt(run) + dependencies.DependentsOf(run).Max(
                dependent => dependencies.DependentsOf(dependent).Any() ? ChainOf(dependent, dependencies) : grid.CostAt(dependent));
            chains.Add(run, chain);
        }

        return chain;
    }

    // By counting: there are few different costs, and equals keep their order.
    private int[]? Sort()
    {
        var counts = new Dictionary<double, int>();
        for (var run = 0; run < grid.Count; run++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, CostOf(run), out _)++;
        }

        if (counts.Count < 2)
        {
            return null;
        }

        var place = 0;
        foreach (var cost in counts.Keys.OrderDescending().ToList())
        {
            (counts[cost], place) = (place, place + counts[cost]);
        }

        var runs = new int[grid.Count];
        for (var run = 0; run < runs.Length; run++)
        {
            runs[CollectionsMarshal.GetValueRefOrAddDefault(counts, CostOf(run), out _)++] = run;
        }

        return runs;
    }
}
