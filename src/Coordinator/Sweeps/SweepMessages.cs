using System.Collections.Immutable;
using Akka.Actor;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

// Between the coordinator and its sweeps, inside one process.
//
// The coordinator offers a free slot with OfferSlot to one sweep after the other; a sweep that has a run for it sends the bundle to the node
// and says no more, else it answers SlotDeclined; SlotPassed when it has runs, but would rather have another slot for the next one. A sweep that
// had nothing to do, or nothing for some slot, and has again says WorkAvailable.

/// <summary>Coordinator to sweep: this slot of this node is yours, if you have a run for it.</summary>
public sealed record OfferSlot(SlotId Slot, IActorRef Node);

/// <summary>Sweep to coordinator: I have nothing for it.</summary>
public sealed record SlotDeclined(SlotId Slot, SweepId Sweep);

/// <summary>Sweep to coordinator: I have runs, but none for that slot now; offer me others.</summary>
public sealed record SlotPassed(SlotId Slot, SweepId Sweep);

/// <summary>Sweep to coordinator: a slot of this node has trained so much in so many seconds.</summary>
public sealed record NodeMeasured(NodeId Node, double Flops, double Seconds);

/// <summary>Sweep to coordinator: offer me slots again.</summary>
public sealed record WorkAvailable(SweepId Sweep);

/// <summary>Coordinator to sweep: a node says that it runs these of yours.</summary>
/// <param name="At">By the clock that measures silence.</param>
public sealed record NodeReported(NodeId Node, IActorRef Actor, ImmutableArray<Lease> Running, DateTimeOffset At);

/// <summary>Coordinator to sweep: this node, or this incarnation of it, is gone; its runs are free.</summary>
/// <param name="WasDraining">It was taken out of use, and would have handed them back.</param>
public sealed record NodeLost(NodeId Node, bool WasDraining = false);

/// <summary>Sweep to coordinator: every run has ended, and all of it is stored.</summary>
public sealed record SweepClosed(SweepId Sweep);

/// <summary>Sweep to coordinator: recovered or submitted, and ready for slots.</summary>
/// <param name="Completed">Runs that have their result, reused ones included.</param>
/// <param name="Models">Those that its runs are of.</param>
public sealed record SweepReady(SweepId Sweep, int Total, int Completed, ImmutableArray<string> Models);
