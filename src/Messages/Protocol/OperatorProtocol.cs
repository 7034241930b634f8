using System.Collections.Immutable;
using Sweep.Messages.Runs;

namespace Sweep.Messages.Protocol;

// The conversation between whoever looks after a cluster and its coordinator.
//
// ListNodes is answered with NodesListed; DrainNamedNode with NodeDraining, or with NodeUnknown where no node has that name. That the node has
// finished shows in the list.

/// <summary>Which nodes are here, and how is the coordinator?</summary>
public sealed record ListNodes;

/// <param name="Coordinator">Who is in charge: an address and incarnation of the cluster.</param>
/// <param name="StoreError">Why the store cannot be written now; null when it can.</param>
/// <param name="StoreFailures">How many times writing began to fail since this coordinator is in charge.</param>
/// <param name="NodesLost">How many nodes fell silent since then, or left without being drained.</param>
public sealed record NodesListed(string Coordinator, string? StoreError, long StoreFailures, long NodesLost, ImmutableArray<ListedNode> Nodes);

/// <param name="Free">Slots that could be offered, were the node not draining.</param>
/// <param name="Running">What it said it trains when it last spoke.</param>
/// <param name="Silence">How long ago that was.</param>
/// <param name="DrainReason">Why it gets no more bundles; null when it does.</param>
/// <param name="IsDrained">It has said that nothing runs there any more, and that all it reported is stored: it can be ended.</param>
public sealed record ListedNode(
    NodeId Node, string Kind, int Slots, int Free, ImmutableArray<Lease> Running, TimeSpan Silence, string? DrainReason, bool IsDrained = false);

/// <summary>Give that node no more bundles, and let it stop what it trains at a checkpoint.</summary>
public sealed record DrainNamedNode(string Name, string Reason);

/// <summary>It gets no more bundles, and has been told.</summary>
/// <param name="Reason">The first that was given.</param>
public sealed record NodeDraining(NodeId Node, string Reason);

/// <param name="Known">The nodes that are here.</param>
public sealed record NodeUnknown(string Name, ImmutableArray<string> Known);
