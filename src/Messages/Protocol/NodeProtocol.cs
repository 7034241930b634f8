using System.Collections.Immutable;
using Sweep.Messages.Runs;

namespace Sweep.Messages.Protocol;

// The conversation between a node and the coordinator.
//
// A node is no member of the coordinators' cluster. It asks every place where the coordinator may be with FindCoordinator; the one that is in
// charge answers CoordinatorFound, and of several that claim it, the one of the latest term is believed.
//
// A node opens it with RegisterNode, and does so again whenever it has not heard from the coordinator for a while: what it runs then comes
// along, so that a coordinator that has just started takes over the leases instead of starting those runs anew. The coordinator answers
// NodeRegistered. From then on the node renews its leases with RenewLeases; the coordinator hands out work with AssignBundle, to which
// the node says only when it does not take it, with BundleDeclined, and later SlotFreed; what the runs report comes in ReportBatch, kept by the node
// until ReportsStored says that it is durable. Whatever a node sends names run and attempt: what does not match the lease is dropped. It names the
// run's key too, because the ids of sweeps come again when a database is replaced or restored: what is not of the grid that the coordinator has under
// that id is stopped, acknowledged and dropped. So are runs of a sweep that the store does not have.
//
// A node that is being drained, by the coordinator (DrainNode) or by its own host, says so in every registration and renewal, the first at
// once: from then on it is offered nothing. When nothing runs there and every report is stored it says NodeDrained.

/// <summary>Node to wherever the coordinator may be: are you the one in charge?</summary>
public sealed record FindCoordinator;

/// <summary>Coordinator to node: I am in charge, for this term of the store.</summary>
/// <param name="Term">Grows with every coordinator that takes charge.</param>
public sealed record CoordinatorFound(long Term);

/// <summary>Node to coordinator: here I am, this is my room, and this is what I am running.</summary>
/// <param name="Kind">Instruction set and libraries: on nodes of one kind a run gives the same bits.</param>
/// <param name="DrainReason">Why it takes no more bundles; null while it does.</param>
/// <param name="Models">Those that it can train; null of a node that does not say, and is taken to have them all.</param>
public sealed record RegisterNode(
    NodeId Node,
    string Kind,
    ImmutableArray<SlotId> Slots,
    ImmutableArray<Lease> Running,
    string? DrainReason = null,
    ImmutableArray<string>? Models = null);

/// <summary>One run that a node is training, with the slot it holds.</summary>
/// <param name="Key">Of what is trained; null of a node that does not say, and is taken to train what the coordinator has under that id.</param>
public sealed record Lease(RunId Run, int Attempt, BundleId Bundle, SlotId Slot, RunKey? Key = null);

/// <summary>Coordinator to node: registered; renew your leases well within <paramref name="LeaseDuration"/>.</summary>
public sealed record NodeRegistered(TimeSpan LeaseDuration);

/// <summary>Node to coordinator, every third of the lease: I am alive and still run these.</summary>
/// <param name="DrainReason">Why it takes no more bundles; null while it does.</param>
public sealed record RenewLeases(NodeId Node, ImmutableArray<Lease> Running, string? DrainReason = null);

/// <summary>Coordinator to node: I do not know you, register again.</summary>
public sealed record RegisterAgain;

/// <summary>Coordinator to node: train these runs together in this slot.</summary>
/// <param name="Objective">The metric by which the best checkpoint is kept.</param>
public sealed record AssignBundle(BundleId Bundle, SweepId Sweep, SlotId Slot, Objective Objective, ImmutableArray<AssignedRun> Runs);

/// <param name="Fresh">Checkpoints of other sweeps are not used.</param>
public sealed record AssignedRun(RunSpec Spec, int Attempt, bool Fresh);

/// <summary>Node to coordinator: the bundle was not begun, its runs are free again.</summary>
public sealed record BundleDeclined(BundleId Bundle, SweepId Sweep, SlotId Slot, string Reason);

/// <summary>Node to coordinator: what runs of one sweep reported since the last batch, in order.</summary>
/// <param name="Kind">The node's kind, see <see cref="RegisterNode"/>.</param>
/// <param name="Sequence">Counted from 1 per incarnation; a batch is sent again, with the same number, until stored.</param>
public sealed record ReportBatch(NodeId Node, string Kind, SweepId Sweep, long Sequence, ImmutableArray<RunReport> Reports);

/// <summary>Coordinator to node: this batch is durable; forget it.</summary>
public sealed record ReportsStored(SweepId Sweep, long Sequence);

/// <summary>Node to coordinator: all runs of the slot's bundle have ended, it can take the next one.</summary>
public sealed record SlotFreed(SlotId Slot);

/// <summary>Node to coordinator: a checkpoint could not be written, training goes on without. The sweep is paused.</summary>
public sealed record CheckpointFailed(NodeId Node, SweepId Sweep, string Error);

/// <summary>Node to coordinator: bundles crash here one after the other; let others have them.</summary>
/// <param name="Runs">Those that crashed; null of a node that does not say.</param>
public sealed record NodeFailing(NodeId Node, string Reason, ImmutableArray<RunId>? Runs = null);

/// <summary>Coordinator to node, or the node's own host: take no more bundles, stop what runs at a checkpoint.</summary>
public sealed record DrainNode(string Reason);

/// <summary>Node to the coordinator and to whoever drained it: nothing runs, and every report is stored.</summary>
public sealed record NodeDrained(NodeId Node);

/// <summary>Coordinator to node: stop these attempts at the next chance; a checkpoint is kept.</summary>
public sealed record StopRuns(ImmutableArray<Lease> Leases, string Reason);

/// <summary>What a run in training says.</summary>
public abstract record RunReport
{
    private RunReport(RunId run, int attempt, RunKey? key) => (Run, Attempt, Key) = (run, attempt, key);

    public RunId Run { get; }

    public int Attempt { get; }

    /// <summary>Of what was trained, see <see cref="Lease"/>.</summary>
    public RunKey? Key { get; }

    /// <summary>An epoch ended.</summary>
    /// <param name="Restored">Trained before, and said again by an attempt that goes on from a checkpoint: the report of then may be lost.</param>
    /// <param name="Saved">A checkpoint of it has been written.</param>
    public sealed record Epoch(RunId Run, int Attempt, EpochMetrics Metrics, bool Restored = false, bool Saved = false, RunKey? Key = null)
        : RunReport(Run, Attempt, Key);

    /// <summary>The attempt ended; its slot is free once all runs of the bundle have ended.</summary>
    public sealed record Ended(RunId Run, int Attempt, RunOutcome Outcome, RunKey? Key = null) : RunReport(Run, Attempt, Key);
}
