using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// Which node trains which run of one sweep now. Held in memory: after a restart it is rebuilt from what the nodes say they are running.
/// A lease is told from a later one of the same run by its attempt and by the incarnation of its node.
/// </summary>
public sealed class LeaseTable
{
    private readonly Dictionary<int, Lease> byRun = [];

    public IReadOnlyCollection<Lease> All => byRun.Values;

    public Lease? Find(int run) => byRun.GetValueOrDefault(run);

    /// <summary>Whether what this node says of this attempt still counts: it holds the lease, or nobody does.</summary>
    public bool Admits(int run, int attempt, NodeId node) =>
        !byRun.TryGetValue(run, out var lease) || (lease.Attempt == attempt && lease.Slot.Node == node);

    /// <exception cref="InvalidOperationException">Another lease on that run is held.</exception>
    public void Grant(Lease lease)
    {
        if (!byRun.TryAdd(lease.Run.Index, lease) && byRun[lease.Run.Index] != lease)
        {
            throw new InvalidOperationException($"Run {lease.Run} is leased to {byRun[lease.Run.Index].Slot} and cannot be leased to {lease.Slot}.");
        }
    }

    public bool Release(int run) => byRun.Remove(run);

    /// <summary>The leases of a node, of this incarnation or of any earlier one.</summary>
    public IEnumerable<Lease> Of(NodeId node) => byRun.Values.Where(lease => IsOn(lease, node));

    /// <summary>Takes back the leases of a node, of this incarnation or of any earlier one.</summary>
    public IReadOnlyList<Lease> ReleaseNode(NodeId node) => Release(lease => IsOn(lease, node));

    public IReadOnlyList<Lease> ReleaseBundle(BundleId bundle) => Release(lease => lease.Bundle == bundle);

    private static bool IsOn(Lease lease, NodeId node) => lease.Slot.Node.Name == node.Name && lease.Slot.Node.Incarnation <= node.Incarnation;

    private List<Lease> Release(Func<Lease, bool> condition)
    {
        var released = byRun.Values.Where(condition).ToList();
        foreach (var lease in released)
        {
            byRun.Remove(lease.Run.Index);
        }

        return released;
    }
}
