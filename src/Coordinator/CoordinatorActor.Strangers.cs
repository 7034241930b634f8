using Akka.Actor;
using Akka.Event;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator;

// Nodes may train runs of sweeps of which the store knows nothing: it was replaced, or restored from a backup that is older than they. Such runs are
// stopped, and what nodes say of them is acknowledged and dropped; else they would train to the end, and no node could be drained.
public sealed partial class CoordinatorActor
{
    // Touched by the mailbox alone.
    private readonly HashSet<SweepId> absent = [];
    private readonly HashSet<SweepId> sought = [];

    private void StopStrangers(NodeId node)
    {
        StopRunsOf(absent, node, $"there is no such sweep in {store.Database}");
        foreach (var sweep in registry.RunningOn(node).Select(lease => lease.Run.Sweep).Distinct())
        {
            if (!sweeps.ContainsKey(sweep) && !closed.Contains(sweep) && !absent.Contains(sweep))
            {
                Seek(sweep);
            }
        }
    }

    // Where the store cannot be read it is sought again when a node speaks of it again.
    private void Seek(SweepId sweep)
    {
        if (sought.Add(sweep))
        {
            Task.Run(() => store.FindSweep(sweep)).PipeTo(
                Self, success: row => new SweepSought(sweep, IsAbsent: row is null), failure: _ => new SweepSought(sweep, IsAbsent: false));
        }
    }

    private void Found(SweepSought found)
    {
        sought.Remove(found.Sweep);
        if (!found.IsAbsent || sweeps.ContainsKey(found.Sweep) || !absent.Add(found.Sweep))
        {
            return;
        }

        log.Warning(
            "Nodes have runs of sweep {Sweep}, which is not in {Database}: they are stopped, and what is said of them is dropped", found.Sweep, store.Database);
        foreach (var node in nodes.Keys)
        {
            StopStrangers(node);
        }
    }

    private sealed record SweepSought(SweepId Sweep, bool IsAbsent);
}
