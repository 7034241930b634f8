using System.Collections.Immutable;
using Sweep.Messages.Runs;

namespace Sweep.Messages.Protocol;

// The conversation between a node and the coordinator.
//
// A node opens it with RegisterNode, and does so again whenever it has not heard from the coordinator for a while: what it runs then comes
// along, so that a coordinator that has just started takes over the leases instead of starting those runs anew. The coordinator answers
// NodeRegistered. From then on the node renews its leases with RenewLeases; the coordinator hands out work with AssignBundle, which the
// node answers with BundleAccepted or BundleDeclined; what the runs report comes in ReportBatch, kept by the node until ReportsStored says
// that it is durable. Whatever a node sends names run and attempt: what does not match the lease is dropped.

/// <summary>Node to coordinator: here I am, this is my room, and this is what I am running.</summary>
/// <param name="Kind">Instruction set and libraries: on nodes of one kind a run gives the same bits.</param>
public sealed record RegisterNode(NodeId Node, string Kind, ImmutableArray<SlotId> Slots, ImmutableArray<Lease> Running);

/// <summary>One run that a node is training, with the slot it holds.</summary>
public sealed record Lease(RunId Run, int Attempt, BundleId Bundle, SlotId Slot);

/// <summary>Coordinator to node: registered; renew your leases well within <paramref name="LeaseDuration"/>. Leases not in <paramref name="Kept"/> are to be stopped.</summary>
public sealed record NodeRegistered(TimeSpan LeaseDuration, ImmutableArray<Lease> Kept);

/// <summary>Node to coordinator, every third of the lease: I am alive and still run these.</summary>
public sealed record RenewLeases(NodeId Node, ImmutableArray<Lease> Running);

/// <summary>Coordinator to node: I do not know you, register again.</summary>
public sealed record RegisterAgain;

/// <summary>Coordinator to node: train these runs together in this slot.</summary>
public sealed record AssignBundle(BundleId Bundle, SlotId Slot, ImmutableArray<AssignedRun> Runs);

public sealed record AssignedRun(RunSpec Spec, int Attempt);

/// <summary>Node to coordinator: the bundle has begun.</summary>
public sealed record BundleAccepted(BundleId Bundle, SlotId Slot);

/// <summary>Node to coordinator: the bundle was not begun, its runs are free again.</summary>
public sealed record BundleDeclined(BundleId Bundle, SlotId Slot, string Reason);

/// <summary>Node to coordinator: what runs reported since the last batch, in order.</summary>
/// <param name="Sequence">Counted from 1 per incarnation; a batch is sent again, with the same number, until stored.</param>
public sealed record ReportBatch(NodeId Node, long Sequence, ImmutableArray<RunReport> Reports);

/// <summary>Coordinator to node: every batch up to this one is durable; forget them.</summary>
public sealed record ReportsStored(long Sequence);

/// <summary>Coordinator to node: stop these runs at the next chance; a checkpoint is kept.</summary>
public sealed record StopRuns(ImmutableArray<RunId> Runs, string Reason);

/// <summary>What a run in training says.</summary>
public abstract record RunReport
{
    private RunReport(RunId run, int attempt) => (Run, Attempt) = (run, attempt);

    public RunId Run { get; }

    public int Attempt { get; }

    /// <summary>An epoch ended; of epochs that an earlier attempt trained, the one that goes on from its checkpoint says so again.</summary>
    public sealed record Epoch(RunId Run, int Attempt, EpochMetrics Metrics) : RunReport(Run, Attempt);

    /// <summary>The attempt ended; its slot is free once all runs of the bundle have ended.</summary>
    public sealed record Ended(RunId Run, int Attempt, RunOutcome Outcome) : RunReport(Run, Attempt);
}
