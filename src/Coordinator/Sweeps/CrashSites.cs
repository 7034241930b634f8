using System.Collections.Immutable;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// Where the runs of one sweep have crashed. Such a run is tried again on another node, as long as one can be expected to take it: what crashed may be
/// the fault of the node, and on that node the run would use up its attempts. Pure: times come with the calls.
/// </summary>
/// <remarks>Held in memory: after a change of the coordinator a run may be tried once more where it crashed before.</remarks>
public sealed class CrashSites
{
    // A node with a free slot takes the run at once. One that trains for another sweep may be busy for hours.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<int, Site> sites = [];

    /// <param name="due">When the run can be tried again.</param>
    public void Add(int run, string node, DateTimeOffset due) =>
        sites[run] = new Site((sites.GetValueOrDefault(run)?.Nodes ?? []).Add(node), due);

    /// <summary>The run has ended.</summary>
    public void Leave(int run) => sites.Remove(run);

    /// <summary>
    /// Whether a run rather waits than begins in that slot: while the sweep trains on a node where the run has not crashed, whose slots it gets
    /// first, and else for a few seconds, in which such a node may have one free.
    /// </summary>
    /// <param name="leases">What the sweep trains.</param>
    /// <param name="nodes">The nodes that are here.</param>
    public bool Waits(int run, SlotId slot, IEnumerable<Lease> leases, IEnumerable<NodeId> nodes, DateTimeOffset now) =>
        sites.TryGetValue(run, out var site)
        && site.Nodes.Contains(slot.Node.Name)
        && (leases.Any(lease => site.IsElsewhere(lease.Slot.Node)) || (now < site.Due + Patience && nodes.Any(site.IsElsewhere)));

    private sealed record Site(ImmutableHashSet<string> Nodes, DateTimeOffset Due)
    {
        public bool IsElsewhere(NodeId node) => !Nodes.Contains(node.Name);
    }
}
