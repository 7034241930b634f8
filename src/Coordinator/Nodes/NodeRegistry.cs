using System.Collections.Immutable;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Nodes;

/// <summary>
/// The nodes that are here, and which of their slots are free. A node that says nothing for the length of a lease is gone. Pure: times come
/// with the calls.
/// </summary>
public sealed class NodeRegistry(TimeSpan leaseDuration)
{
    private readonly Dictionary<string, Node> nodes = [];

    public TimeSpan LeaseDuration { get; } = leaseDuration;

    public IEnumerable<NodeId> Nodes => nodes.Values.Select(node => node.Id);

    /// <summary>Slots that nobody uses, in a stable order.</summary>
    public IReadOnlyList<SlotId> FreeSlots =>
    [
        .. nodes.Values
            .Where(node => node.DrainReason is null)
            .SelectMany(node => node.Slots)
            .Where(slot => slot.Value == SlotState.Free)
            .Select(slot => slot.Key),
    ];

    /// <summary>What a node said it runs when it last spoke.</summary>
    public ImmutableArray<Lease> RunningOn(NodeId id) => Knows(id) ? nodes[id.Name].Running : [];

    public bool Knows(NodeId id) => nodes.TryGetValue(id.Name, out var node) && node.Id == id;

    /// <summary>The first of these models that a node cannot train; null where it can train all.</summary>
    public string? Lacking(NodeId id, ImmutableArray<string> models) =>
        Knows(id) && nodes[id.Name].Models is { } known ? models.FirstOrDefault(model => !known.Contains(model)) : null;

    /// <summary>A node came, or came again.</summary>
    /// <returns>The earlier incarnation that it replaces: its runs are lost. Null when there is none.</returns>
    public NodeId? Register(RegisterNode registration, DateTimeOffset now)
    {
        var earlier = nodes.GetValueOrDefault(registration.Node.Name);
        if (earlier is not null && earlier.Id.Incarnation > registration.Node.Incarnation)
        {
            return null;
        }

        var used = registration.Running.Select(lease => lease.Slot).ToHashSet();
        var node = new Node(registration.Node, now)
        {
            Running = registration.Running,
            Kind = registration.Kind,
            Models = registration.Models,
            DrainReason = registration.DrainReason ?? (earlier?.Id == registration.Node ? earlier.DrainReason : null),
        };
        foreach (var slot in registration.Slots)
        {
            node.Slots[slot] = used.Contains(slot) ? SlotState.Busy : SlotState.Free;
        }

        nodes[registration.Node.Name] = node;
        return earlier is not null && earlier.Id != registration.Node ? earlier.Id : null;
    }

    /// <summary>False when the node is not registered, and must register again.</summary>
    public bool Renew(RenewLeases renewal, DateTimeOffset now)
    {
        if (!Knows(renewal.Node))
        {
            return false;
        }

        var node = nodes[renewal.Node.Name];
        (node.LastHeard, node.Running) = (now, renewal.Running);
        node.DrainReason ??= renewal.DrainReason;
        var used = renewal.Running.Select(lease => lease.Slot).ToHashSet();
        foreach (var (slot, state) in node.Slots)
        {
            if (state == SlotState.Busy && !used.Contains(slot))
            {
                node.UnnamedSince.TryAdd(slot, now);
            }
            else
            {
                node.UnnamedSince.Remove(slot);
            }
        }

        return true;
    }

    /// <summary>
    /// Slots that are taken to be in use, but in which the node has named no run for the length of a lease: the bundle, or the word that the
    /// slot is free, was lost on its way. A bundle on its way is not named either, at first; and renewals come in bursts when machines are
    /// busy, so that their number says nothing.
    /// </summary>
    public IReadOnlyList<SlotId> Unused(NodeId id, DateTimeOffset now) =>
        Knows(id) ? [.. nodes[id.Name].UnnamedSince.Where(slot => now - slot.Value >= LeaseDuration).Select(slot => slot.Key)] : [];

    /// <summary>The slot has been given a bundle, or was offered to a sweep.</summary>
    public void Occupy(SlotId slot) => Set(slot, SlotState.Busy);

    public void Free(SlotId slot) => Set(slot, SlotState.Free);

    /// <summary>Why a node gets no more bundles; null when it does, or is not here.</summary>
    public string? DrainReason(NodeId id) => Knows(id) ? nodes[id.Name].DrainReason : null;

    /// <summary>Offers no more slots of a node, until it comes back as a new process.</summary>
    public void Drain(NodeId id, string reason)
    {
        if (Knows(id))
        {
            nodes[id.Name].DrainReason ??= reason;
        }
    }

    /// <summary>Nothing runs there any more, and all that it reported is stored.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Drained(NodeId id)
    {
        if (!Knows(id) || nodes[id.Name].IsDrained)
        {
            return false;
        }

        (nodes[id.Name].IsDrained, nodes[id.Name].Running) = (true, []);
        return true;
    }

    /// <summary>The node of that name that is here; null when none is.</summary>
    public NodeId? Find(string name) => nodes.GetValueOrDefault(name)?.Id;

    /// <summary>All nodes by name, as they are shown.</summary>
    public ImmutableArray<ListedNode> List(DateTimeOffset now) =>
    [
        .. nodes.Values.OrderBy(node => node.Id.Name, StringComparer.Ordinal).Select(node => new ListedNode(
            node.Id,
            node.Kind,
            node.Slots.Count,
            node.Slots.Values.Count(state => state == SlotState.Free),
            node.Running,
            now - node.LastHeard,
            node.DrainReason,
            node.IsDrained)),
    ];

    /// <summary>Drains a node whose bundles crash, unless no other would be left to train them.</summary>
    /// <returns>Whether it is to be drained now.</returns>
    public bool DrainFailing(NodeId id, string reason)
    {
        if (!Knows(id) || DrainReason(id) is not null || nodes.Values.All(node => node.Id == id || node.DrainReason is not null))
        {
            return false;
        }

        Drain(id, reason);
        return true;
    }

    /// <summary>Forgets the nodes that were silent for longer than a lease.</summary>
    public IReadOnlyList<NodeId> Expire(DateTimeOffset now)
    {
        var gone = nodes.Values.Where(node => now - node.LastHeard > LeaseDuration).Select(node => node.Id).ToList();
        gone.ForEach(node => nodes.Remove(node.Name));
        return gone;
    }

    /// <summary>Whether it said that it has finished.</summary>
    public bool IsDrained(NodeId id) => Knows(id) && nodes[id.Name].IsDrained;

    private void Set(SlotId slot, SlotState state)
    {
        if (Knows(slot.Node) && nodes[slot.Node.Name].Slots.ContainsKey(slot))
        {
            nodes[slot.Node.Name].Slots[slot] = state;
            nodes[slot.Node.Name].UnnamedSince.Remove(slot);
        }
    }

    private enum SlotState
    {
        Free,
        Busy,
    }

    private sealed class Node(NodeId id, DateTimeOffset lastHeard)
    {
        public NodeId Id { get; } = id;

        public DateTimeOffset LastHeard { get; set; } = lastHeard;

        public required string Kind { get; init; }

        /// <summary>Null of a node that does not say.</summary>
        public ImmutableArray<string>? Models { get; init; }

        public ImmutableArray<Lease> Running { get; set; } = [];

        /// <summary>Null while it is offered bundles.</summary>
        public string? DrainReason { get; set; }

        /// <summary>It said that it has finished.</summary>
        public bool IsDrained { get; set; }

        public Dictionary<SlotId, SlotState> Slots { get; } = [];

        /// <summary>The first of the renewals in a row that did not name a slot in use.</summary>
        public Dictionary<SlotId, DateTimeOffset> UnnamedSince { get; } = [];
    }
}
