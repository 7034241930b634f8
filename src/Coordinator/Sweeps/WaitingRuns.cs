namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// The runs of a sweep that can be started, first those that were begun before (their checkpoints are warm), then in grid order.
/// Costs nothing per run that was never begun.
/// </summary>
public sealed class WaitingRuns
{
    private readonly SortedSet<int> returned = [];
    private int next;

    /// <summary>Gives back a run that had been taken.</summary>
    public void Return(int run) => returned.Add(run);

    /// <summary>Takes the next run for which <paramref name="isOpen"/> holds; null when there is none.</summary>
    /// <param name="total">The number of runs in the grid.</param>
    public int? Take(int total, Func<int, bool> isOpen)
    {
        while (returned.Count > 0)
        {
            var run = returned.Min;
            returned.Remove(run);
            if (isOpen(run))
            {
                return run;
            }
        }

        while (next < total)
        {
            var run = next++;
            if (isOpen(run))
            {
                return run;
            }
        }

        return null;
    }
}
