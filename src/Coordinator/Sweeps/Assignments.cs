using System.Collections.Immutable;
using Sweep.Coordinator.Grids;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// Which run of one sweep is where, and which goes to the next free slot. Derived, never stored: leases come back when nodes register.
/// Pure but for the ids of bundles, which say nothing.
/// </summary>
/// <param name="stateOf">Where a run stands; a lease makes no difference to it.</param>
/// <param name="failedAttemptOf">The last attempt of a run that failed by itself; 0 when none did.</param>
/// <param name="goesLast">Whether it goes after all other runs, to where it has room, when it waits again.</param>
/// <param name="longestDoubt">
/// How long a node may name others of its runs and not one of these: the length of a lease. Renewals come in bursts when machines are busy, so that
/// their number says nothing.
/// </param>
public sealed class Assignments(
    SweepId sweep,
    Grid grid,
    bool fresh,
    Dependencies dependencies,
    Func<int, RunState> stateOf,
    Func<int, int> failedAttemptOf,
    Func<int, bool> goesLast,
    TimeSpan longestDoubt)
{
    private readonly LeaseTable leases = new();
    private readonly WaitingRuns waiting = new(new RunOrder(grid, dependencies), goesLast);

    // Only of runs that were begun and have not ended.
    private readonly Dictionary<int, int> lastAttempts = [];

    // Of the same runs the last attempt that said it has ended. Its node goes on naming it until it hears that this is stored.
    private readonly Dictionary<int, int> endedAttempts = [];

    // Runs that wait out a delay after a failure.
    private readonly HashSet<int> held = [];

    // Leases that their node did not name when it last said what it runs, and since when: the assignment may still be on its way.
    private readonly Dictionary<Lease, DateTimeOffset> doubtful = [];

    public IReadOnlyCollection<Lease> Leases => leases.All;

    /// <summary>The last attempt of each run that was begun and has not ended.</summary>
    public IReadOnlyDictionary<int, int> LastAttempts => lastAttempts;

    /// <summary>
    /// Attempts count on from those that an earlier process began: what their nodes may still say of them would count for others of the same number.
    /// </summary>
    /// <param name="earlier">The last attempt of each run that had one.</param>
    public void CountOn(IReadOnlyDictionary<int, int> earlier)
    {
        foreach (var (run, attempt) in earlier.Where(last => IsOpen(last.Key)))
        {
            Count(lastAttempts, run, attempt);
        }
    }

    /// <summary>Whether what this node says of this attempt still counts: it holds the lease, or nobody does.</summary>
    public bool Admits(RunReport report, NodeId node) => Knows(report.Run.Index, report.Key) && leases.Admits(report.Run.Index, report.Attempt, node);

    /// <summary>Whether the grid has a run of that key there. Others are of a sweep that had the same id in a database that was replaced or restored.</summary>
    /// <param name="key">Null of a node that does not say.</param>
    public bool Knows(int run, RunKey? key) => run >= 0 && run < grid.Count && (key is null || key == KeyOf(run));

    /// <summary>The run that goes to the next slot; null when there is none.</summary>
    /// <param name="waits">Of runs that were begun before: which of them rather wait for another slot.</param>
    public int? Next(Func<int, bool> waits) => waiting.Peek(CanStart, waits);

    /// <summary>Leases a run, of which <see cref="Next"/> has said that it is the next, to the slot.</summary>
    public AssignBundle Take(int run, SlotId slot)
    {
        waiting.Take(run);
        var spec = grid.At(sweep, run);
        var attempt = Math.Max(lastAttempts.GetValueOrDefault(run), failedAttemptOf(run)) + 1;
        var lease = new Lease(spec.Id, attempt, new BundleId(Guid.NewGuid()), slot, spec.Key);
        lastAttempts[run] = attempt;
        leases.Grant(lease);
        return new AssignBundle(lease.Bundle, sweep, slot, grid.Definition.Objective, [new AssignedRun(spec, attempt, fresh)]);
    }

    /// <summary>Takes over what a node says it runs, and takes back what it has not named for too long.</summary>
    /// <returns>Those that it must stop: the run has ended, is leased to another, or is none of this grid.</returns>
    public ImmutableArray<Lease> Adopt(NodeId node, IReadOnlyCollection<Lease> said, DateTimeOffset now)
    {
        var running = said.Select(WithKey).ToList();
        foreach (var missing in leases.All.Where(lease => lease.Slot.Node == node).Except(running).ToList())
        {
            if (!doubtful.TryAdd(missing, now) && now - doubtful[missing] >= longestDoubt)
            {
                GiveBack(missing.Run.Index);
            }
        }

        Trust(running);
        var strangers = ImmutableArray.CreateBuilder<Lease>();
        foreach (var lease in running)
        {
            var held = leases.Find(lease.Run.Index);
            if (!Knows(lease.Run.Index, lease.Key))
            {
                strangers.Add(lease);
            }
            else if (held is null && IsOpen(lease.Run.Index))
            {
                if (!HasEnded(lease))
                {
                    leases.Grant(lease);
                    Count(lastAttempts, lease.Run.Index, lease.Attempt);
                }
            }
            else if (held != lease)
            {
                strangers.Add(lease);
            }
        }

        return strangers.ToImmutable();
    }

    /// <summary>What a node trains that is gone, until it is lost.</summary>
    public IReadOnlyList<Lease> Of(NodeId node) => [.. leases.Of(node)];

    /// <summary>Takes back all runs of a node that is gone.</summary>
    public IReadOnlyList<Lease> Lose(NodeId node) => GiveBack(leases.ReleaseNode(node));

    /// <summary>Takes back the runs of a bundle that was not begun.</summary>
    public IReadOnlyList<Lease> Decline(BundleId bundle) => GiveBack(leases.ReleaseBundle(bundle));

    /// <summary>An attempt ended and its run did not: it waits for the next one.</summary>
    /// <param name="delayed">Not before <see cref="Resume"/>.</param>
    public void Return(int run, int attempt, bool delayed = false)
    {
        Count(lastAttempts, run, attempt);
        Count(endedAttempts, run, attempt);
        GiveBack(run);
        if (delayed)
        {
            held.Add(run);
        }
    }

    /// <summary>The delay of a run is over.</summary>
    public void Resume(int run)
    {
        held.Remove(run);
        waiting.Return(run);
    }

    /// <summary>A run has ended. Runs that waited for it were passed over and can be taken now.</summary>
    /// <returns>Whether there are such.</returns>
    public bool End(int run)
    {
        Release(run);
        lastAttempts.Remove(run);
        endedAttempts.Remove(run);
        var freed = false;
        foreach (var dependent in dependencies.DependentsOf(run).Where(IsOpen))
        {
            waiting.Free(dependent);
            freed = true;
        }

        return freed;
    }

    private bool IsOpen(int run) => stateOf(run) == RunState.Waiting;

    // Mostly a lease is held, and the key has not to be made.
    private RunKey KeyOf(int run) => leases.Find(run)?.Key ?? grid.KeyAt(run);

    private Lease WithKey(Lease lease) => lease.Key is null && Knows(lease.Run.Index, null) ? lease with { Key = KeyOf(lease.Run.Index) } : lease;

    private bool CanStart(int run) =>
        IsOpen(run) && leases.Find(run) is null && !held.Contains(run)
        && (dependencies.NeededBy(run) is not { } needed || stateOf(needed) == RunState.Completed);

    private bool HasEnded(Lease lease) =>
        lease.Attempt <= Math.Max(endedAttempts.GetValueOrDefault(lease.Run.Index), failedAttemptOf(lease.Run.Index));

    private static void Count(Dictionary<int, int> attempts, int run, int attempt) => attempts[run] = Math.Max(attempts.GetValueOrDefault(run), attempt);

    private void GiveBack(int run)
    {
        Release(run);
        waiting.Return(run);
    }

    private void Release(int run)
    {
        if (leases.Find(run) is { } lease)
        {
            leases.Release(run);
            doubtful.Remove(lease);
        }
    }

    private void Trust(IEnumerable<Lease> named)
    {
        foreach (var lease in named)
        {
            doubtful.Remove(lease);
        }
    }

    private IReadOnlyList<Lease> GiveBack(IReadOnlyList<Lease> released)
    {
        Trust(released);
        foreach (var lease in released)
        {
            waiting.Return(lease.Run.Index);
        }

        return released;
    }
}
