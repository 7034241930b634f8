using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Sweep.GpuNode.Devices;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Nodes;

/// <summary>
/// One machine's part in the conversation of <c>NodeProtocol.cs</c>: registers its slots, hands bundles to them, keeps what they report
/// until it is stored, and registers again whenever the coordinator falls silent.
/// </summary>
public sealed class NodeActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan RegisterEvery = TimeSpan.FromSeconds(1);

    private readonly ILoggingAdapter log = Context.GetLogger();
    private readonly NodeId node;
    private readonly string kind;
    private readonly NodeOptions options;
    private readonly ICanTell coordinator;
    private readonly ITraining trainer;

    // Touched by the mailbox alone.
    private readonly ReportBuffer buffer;
    private readonly Dictionary<SlotId, IActorRef> slots = [];
    private readonly Dictionary<(RunId Run, RunKey? Key), Lease> leases = [];
    private readonly CrashStreak crashes = new();
    private readonly Dictionary<SlotId, BundleId> training = [];
    private readonly HashSet<IActorRef> drainers = [];
    private string? drainReason;
    private string? stopReason;
    private bool registered;

    public NodeActor(NodeId node, string kind, NodeOptions options, ICanTell coordinator, ITraining training)
    {
        (this.node, this.kind, this.options, this.coordinator, trainer) = (node, kind, options, coordinator, training);
        buffer = new ReportBuffer(node, kind);

        Receive<Register>(_ => RegisterUnlessRegistered());
        Receive<NodeRegistered>(Registered);
        Receive<RegisterAgain>(_ => RegisterAgain());
        Receive<Renew>(_ =>
        {
            SayRenew();
            AnswerDrainers();
        });

        Receive<AssignBundle>(Assign);
        Receive<BundleDeclined>(Decline);
        Receive<StopRuns>(Stop);
        Receive<SlotFreed>(Free);

        Receive<RunReport>(Report);
        Receive<CheckpointFailed>(failed => coordinator.Tell(failed, Self));
        Receive<SendReports>(_ => Send(buffer.Close()));
        Receive<SendAgain>(_ => Send(buffer.Unacknowledged()));
        Receive<ReportsStored>(Stored);
        Receive<DrainNode>(Drain);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeId node, string kind, NodeOptions options, ICanTell coordinator, ITraining training) =>
        Akka.Actor.Props.Create(() => new NodeActor(node, kind, options, coordinator, training));

    protected override void PreStart()
    {
        foreach (var device in options.Devices)
        {
            for (var number = 0; number < device.Slots; number++)
            {
                var slot = new SlotId(node, device.Device, number);
                slots[slot] = Context.ActorOf(DeviceActor.Props(slot, trainer), $"{device.Device.Replace(':', '-')}-{number}");
            }
        }

        Timers.StartPeriodicTimer("register", new Register(), TimeSpan.Zero, RegisterEvery);
        Timers.StartPeriodicTimer("send", new SendReports(), options.ReportEvery);
        Timers.StartPeriodicTimer("send-again", new SendAgain(), options.SendAgainAfter);
    }

    private void RegisterUnlessRegistered()
    {
        if (!registered)
        {
            SayRegister();
        }
    }

    // The coordinator is another process now, or took this one for lost.
    private void RegisterAgain()
    {
        registered = false;
        SayRegister();
    }

    private void SayRegister() => coordinator.Tell(
        new RegisterNode(node, kind, [.. slots.Keys], [.. leases.Values], drainReason, options.Models), Self);

    private void SayRenew() => coordinator.Tell(new RenewLeases(node, [.. leases.Values], drainReason), Self);

    private void Registered(NodeRegistered answer)
    {
        if (!registered)
        {
            log.Info("Node {Node} is registered with {Coordinator}, training {Running} runs", node, Sender, leases.Count);
        }

        registered = true;
        Timers.StartPeriodicTimer("renew", new Renew(), answer.LeaseDuration / 3);
        Send(buffer.Unacknowledged());

        // A run keeps its lease, and thereby its slot, until its end is stored; that the slot was free already may have been said to nobody.
        foreach (var slot in leases.Values.Select(lease => lease.Slot).Distinct().Where(slot => !training.ContainsKey(slot)))
        {
            coordinator.Tell(new SlotFreed(slot), Self);
        }

        AnswerDrainers();
    }

    private void Assign(AssignBundle assignment)
    {
        // It came twice: that it trains here the coordinator hears with every renewal.
        if (training.TryGetValue(assignment.Slot, out var bundle) && bundle == assignment.Bundle)
        {
            return;
        }

        if (WhyNot(assignment) is { } reason)
        {
            Sender.Tell(new BundleDeclined(assignment.Bundle, assignment.Sweep, assignment.Slot, reason));
            return;
        }

        foreach (var run in assignment.Runs)
        {
            leases[(run.Spec.Id, run.Spec.Key)] = new Lease(run.Spec.Id, run.Attempt, assignment.Bundle, assignment.Slot, run.Spec.Key);
        }

        stopReason = null;

        training[assignment.Slot] = assignment.Bundle;
        slots[assignment.Slot].Tell(assignment);
    }

    // A coordinator that took an assignment for lost gives the slot away again: what trains there already keeps its leases.
    private string? WhyNot(AssignBundle assignment) =>
        drainReason is not null ? "The node is being drained."
        : !slots.ContainsKey(assignment.Slot) ? $"The node has no slot {assignment.Slot}."
        : training.TryGetValue(assignment.Slot, out var other) ? $"The slot trains bundle {other}."
        : null;

    private void Decline(BundleDeclined declined)
    {
        foreach (var lease in leases.Values.Where(lease => lease.Bundle == declined.Bundle).ToList())
        {
            leases.Remove((lease.Run, lease.Key));
        }

        coordinator.Tell(declined, Self);
    }

    private void Stop(StopRuns request)
    {
        // It is said again with every renewal, or registration, until it is done.
        if (request.Reason != stopReason)
        {
            stopReason = request.Reason;
            LogStop(request);
        }

        StopSlots(request);
    }

    private void LogStop(StopRuns request)
    {
        if (registered)
        {
            log.Info("Node {Node} is told to stop {Runs} runs: {Reason}", node, request.Leases.Length, request.Reason);
        }
        else
        {
            log.Warning("Node {Node} is turned away and is told to stop {Runs} runs: {Reason}", node, request.Leases.Length, request.Reason);
        }
    }

    private void StopSlots(StopRuns request)
    {
        foreach (var slot in request.Leases.Select(lease => lease.Slot).Distinct())
        {
            slots.GetValueOrDefault(slot)?.Tell(request);
        }
    }

    private void Free(SlotFreed freed)
    {
        training.Remove(freed.Slot);
        Send(buffer.Close());
        coordinator.Tell(freed, Self);
        AnswerDrainers();
    }

    private void Report(RunReport report)
    {
        if (leases.TryGetValue((report.Run, report.Key), out var lease) && lease.Attempt == report.Attempt)
        {
            buffer.Add(report is RunReport.Ended { Outcome: RunOutcome.Interrupted stopped } end
                ? end with { Outcome = stopped with { DrainReason = drainReason } }
                : report);
            if (report is RunReport.Ended ended && crashes.Note(lease.Bundle, ended.Run, ended.Outcome) is { } streak)
            {
                log.Error("Node {Node} is failing: {Reason}", node, streak.Reason);
                coordinator.Tell(new NodeFailing(node, streak.Reason, streak.Runs), Self);
            }
        }
    }

    private void Stored(ReportsStored stored)
    {
        foreach (var ended in buffer.Acknowledge(stored.Sweep, stored.Sequence).OfType<RunReport.Ended>())
        {
            if (leases.TryGetValue((ended.Run, ended.Key), out var lease) && lease.Attempt == ended.Attempt)
            {
                leases.Remove((ended.Run, ended.Key));
            }
        }

        if (buffer.HoldsBack)
        {
            Send(buffer.Close());
        }

        AnswerDrainers();
    }

    private void Send(IReadOnlyList<ReportBatch> batches)
    {
        foreach (var batch in batches)
        {
            coordinator.Tell(batch, Self);
        }
    }

    private void Drain(DrainNode request)
    {
        drainers.Add(Sender);
        if (drainReason is null)
        {
            log.Info("Draining node {Node}: {Reason}", node, request.Reason);
            drainReason = request.Reason;

            // Before any slot gets free, so that none is offered to this node again.
            SayRenew();
        }

        StopSlots(new StopRuns([.. leases.Values], request.Reason));
        AnswerDrainers();
    }

    // A lease is held until the end of its run is stored, so no lease means that nothing runs and nothing is unsaid.
    private void AnswerDrainers()
    {
        if (drainReason is null || leases.Count > 0 || buffer.Count > 0)
        {
            return;
        }

        // With every renewal too: a coordinator may be another one by now, or not have heard it.
        var drained = new NodeDrained(node);
        coordinator.Tell(drained, Self);
        foreach (var drainer in drainers)
        {
            drainer.Tell(drained);
        }

        drainers.Clear();
    }

    private sealed record Register;

    private sealed record Renew;

    private sealed record SendReports;

    private sealed record SendAgain;
}
