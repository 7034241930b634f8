namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// The runs of a sweep that can be started: first those that were begun before (their checkpoints are warm), then in their order, and
/// last those that have found no memory, or may be what takes nodes down, when the others leave them room. Costs nothing per run that was never begun.
/// </summary>
/// <param name="isCramped">Whether a run is one of the last.</param>
public sealed class WaitingRuns(RunOrder order, Func<int, bool> isCramped)
{
    private readonly SortedSet<int> begun = new(order);
    private readonly SortedSet<int> passedOver = new(order);
    private readonly SortedSet<int> cramped = new(order);
    private int next;

    /// <summary>Gives back a run that had been taken.</summary>
    public void Return(int run)
    {
        if (!isCramped(run))
        {
            begun.Add(run);
            return;
        }

        // A node that was taken for lost may have come back with it, so that nobody took it from there.
        begun.Remove(run);
        passedOver.Remove(run);
        cramped.Add(run);
    }

    /// <summary>A run that could not be started can be now.</summary>
    public void Free(int run)
    {
        if (next > 0 && order.Compare(run, order[next - 1]) <= 0)
        {
            (isCramped(run) ? cramped : passedOver).Add(run);
        }
    }

    /// <summary>The next run for which <paramref name="canStart"/> holds, which stays here until it is taken; null when there is none.</summary>
    /// <param name="waits">Runs that were begun before and can start, but rather wait: they are left out and stay here.</param>
    public int? Peek(Func<int, bool> canStart, Func<int, bool> waits) =>
        First(begun, canStart, waits) ?? First(passedOver, canStart, waits) ?? FirstToCome(canStart) ?? First(cramped, canStart, waits);

    /// <summary>Takes what was peeked at.</summary>
    public void Take(int run)
    {
        if (!begun.Remove(run) && !passedOver.Remove(run) && !cramped.Remove(run))
        {
            next++;
        }
    }

    // Whatever was passed over goes before it, so it is looked at only when nothing of that is left.
    private int? FirstToCome(Func<int, bool> canStart)
    {
        for (; next < order.Count; next++)
        {
            var run = order[next];
            if (!canStart(run))
            {
                continue;
            }

            if (!isCramped(run))
            {
                return run;
            }

            cramped.Add(run);
        }

        return null;
    }

    private static int? First(SortedSet<int> runs, Func<int, bool> canStart, Func<int, bool> waits)
    {
        List<int>? others = null;
        int? first = null;
        foreach (var run in runs)
        {
            if (!canStart(run))
            {
                (others ??= []).Add(run);
            }
            else if (!waits(run))
            {
                first = run;
                break;
            }
        }

        runs.ExceptWith(others ?? []);
        return first;
    }
}
