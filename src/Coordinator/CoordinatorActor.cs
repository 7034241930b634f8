using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Sweep.Coordinator.Nodes;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Sweeps;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator;

/// <summary>
/// Knows the nodes and the sweeps, and brings them together: routes what they say, offers free slots, notices who is gone. It journals
/// nothing: sweeps are listed in the store, nodes register again.
/// </summary>
public sealed partial class CoordinatorActor : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    private readonly ResultsStore store;
    private readonly CoordinatorOptions options;
    private readonly TimeProvider clock;
    private readonly StoredRequests requests;
    private readonly ILoggingAdapter log = Context.GetLogger();

    // Touched by the mailbox alone.
    private readonly NodeRegistry registry;
    private readonly AwakeClock awake;
    private readonly SlotOffers offers = new();
    private readonly NodeSpeeds speeds = new();
    private readonly CrashReports crashes = new();
    private readonly Dictionary<NodeId, IActorRef> nodes = [];
    private readonly Dictionary<SweepId, ActiveSweep> sweeps = [];
    private readonly HashSet<SweepId> closed = [];
    private readonly HashSet<NodeId> turnedAway = [];
    private IActorRef writer = ActorRefs.Nobody;
    private IActorRef files = ActorRefs.Nobody;
    private string? storeError;
    private long storeFailures;
    private long nodesLost;
    private bool trusts;

    public CoordinatorActor(ResultsStore store, CoordinatorOptions options, TimeProvider clock)
    {
        (this.store, this.options, this.clock) = (store, options, clock);
        registry = new NodeRegistry(options.LeaseDuration);
        awake = new AwakeClock(clock, options.LeaseDuration / 4);
        requests = new StoredRequests(store, clock);
        if (options.IsAlone)
        {
            InCharge();
        }
        else
        {
            Beginning();
        }
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    private void InCharge()
    {
        Receive<FindCoordinator>(_ => Sender.Tell(new CoordinatorFound(store.TermNumber)));
        Receive<RegisterNode>(Register);
        Receive<RenewLeases>(Renew);
        Receive<SlotFreed>(freed => Free(freed.Slot));
        Receive<BundleDeclined>(declined => ToSweep(declined.Sweep, declined));
        Receive<CheckpointFailed>(failed => ToSweep(failed.Sweep, failed));
        Receive<NodeFailing>(DrainFailing);
        Receive<NodeDrained>(Drained);
        Receive<DrainNamedNode>(Drain);
        Receive<ListNodes>(_ => List());
        Receive<ReportBatch>(Report);
        Receive<ListenForNodes>(_ => CheckSilence());

        Receive<ProbeStorage>(message => registry.Knows(message.Node), message => files.Forward(message));
        Receive<KeepFiles>(message => files.Forward(message));
        Receive<FindCheckpoint>(message => files.Forward(message));
        Receive<FindDataSet>(message => files.Forward(message));
        Receive<ReadPiece>(message => files.Forward(message));

        Receive<SubmitSweep>(Submit);
        Receive<ContinueSweep>(Continue);
        Receive<SweepReady>(Ready);
        Receive<PauseSweep>(request => ToLoaded(request.Sweep, request));
        Receive<ResumeSweep>(Resume);
        Receive<CancelSweep>(request => ToLoaded(request.Sweep, request));
        Receive<WatchSweep>(request => ToLoaded(request.Sweep, request));
        Receive<Activated>(Activate);
        Receive<Refused>(refused => refused.Asker.Tell(new SweepRejected(refused.Reason)));
        Receive<RecoverSweep>(Recover);
        Receive<RowRead>(Recover);
        Receive<SweepSought>(Found);
        Receive<PollRequests>(_ => Poll());
        Receive<RequestsCarried>(Handle);
        Receive<RequestDone>(done => log.Info("Sweep {Sweep} {Outcome}", done.Sweep, done.Outcome));
        Receive<SweepRejected>(rejected => log.Warning("{Reason}", rejected.Reason));

        Receive<SlotDeclined>(Decline);
        Receive<SlotPassed>(Pass);
        Receive<NodeMeasured>(measured => speeds.Add(measured.Node, measured.Flops, measured.Seconds));
        Receive<WorkAvailable>(work => Willing(work.Sweep));
        Receive<SweepClosed>(Close);

        Receive<StoreFailing>(failing => SetStoreFails(true, failing.Error));
        Receive<StoreRecovered>(_ => SetStoreFails(false, ""));
        Receive<Terminated>(gone => Part(gone.ActorRef));
        Receive<TrustEnded>(_ => EndTrust());
        Receive<Deposed>(deposed => throw deposed.Error);
        Receive<Status.Failure>(failure => log.Error(failure.Cause, "The store could not be read: {Error}", failure.Cause.Message));
    }

    public static Props Props(ResultsStore store, CoordinatorOptions options, TimeProvider clock) =>
        Akka.Actor.Props.Create(() => new CoordinatorActor(store, options, clock));

    // A sweep that fails is not restarted in place: it recovers from its journal as a new actor, after a delay.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(error =>
    {
        log.Error(error, "An actor of the coordinator failed: {Error}", error.Message);
        return Directive.Stop;
    });

    protected override void PreStart()
    {
        StartHelpers();
        if (!options.IsAlone)
        {
            Begin();
        }
    }

    // What made it fail may still be there. Alone it is not restarted: it would know nothing of the sweeps that people wait for.
    protected override void PostRestart(Exception reason)
    {
        StartHelpers();
        Timers.StartSingleTimer("begin", new BeginAgain(), BeginAgainAfter);
    }

    protected override void PostStop() => options.Charge?.Set(false);

    // Without one of these it would look healthy and get nothing done: it fails when they do.
    private void StartHelpers()
    {
        writer = Context.Watch(Context.ActorOf(options.Results ?? ResultsWriter.Props(store), "results"));
        files = options.Files is { } props ? Context.Watch(Context.ActorOf(props, "files")) : files;
        Timers.StartPeriodicTimer("silence", new ListenForNodes(), options.LeaseDuration / ChecksPerLease);
        Timers.StartPeriodicTimer("requests", new PollRequests(), options.PollRequestsEvery);
    }

    private void Register(RegisterNode registration)
    {
        var standing = registry.Find(registration.Node.Name) is { } earlier ? StandingOf(earlier) : default;
        if (registry.Register(registration, awake.Now()) is { } replaced)
        {
            Leave(replaced, standing, "it came back as a new process");
        }

        if (!registry.Knows(registration.Node))
        {
            if (turnedAway.Add(registration.Node))
            {
                log.Warning("Node {Node} is turned away: a process that began later has its name, which must be unique", registration.Node);
            }

            Sender.Tell(new StopRuns(registration.Running, "another process has the name of this node"));
            return;
        }

        var isNew = nodes.TryAdd(registration.Node, Sender);
        nodes[registration.Node] = Sender;
        Sender.Tell(new NodeRegistered(options.LeaseDuration));
        if (isNew)
        {
            log.Info(
                "Node {Node} is here with {Slots} slots ({Kind}), running {Running} runs",
                registration.Node,
                registration.Slots.Length,
                registration.Kind,
                registration.Running.Length);
            foreach (var sweep in sweeps.Keys)
            {
                WarnOfLacking(sweep, registration.Node);
            }
        }

        offers.Forget(registration.Node);
        foreach (var lease in registry.RunningOn(registration.Node))
        {
            offers.Taken(lease.Slot, lease.Run.Sweep);
        }

        TellWhatRuns(registration.Node);
        OfferFreeSlots();
    }

    private void Renew(RenewLeases renewal)
    {
        var (wasDrained, now) = (registry.DrainReason(renewal.Node), awake.Now());
        if (!registry.Renew(renewal, now))
        {
            Sender.Tell(new RegisterAgain());
            return;
        }

        AgreeOnDraining(renewal, wasDrained);
        TellWhatRuns(renewal.Node);
        foreach (var slot in registry.Unused(renewal.Node, now))
        {
            log.Info("Slot {Slot} is free, though nobody said so", slot);
            Free(slot);
        }
    }

    private void TellWhatRuns(NodeId node)
    {
        foreach (var sweep in sweeps.Values)
        {
            TellWhatRuns(sweep, node);
        }

        // It was told when the sweep ended, and may not have heard it.
        StopRunsOf(closed, node, "their sweep has ended");
        StopStrangers(node);
    }

    private void StopRunsOf(HashSet<SweepId> unwanted, NodeId node, string reason)
    {
        if (registry.RunningOn(node).Where(lease => unwanted.Contains(lease.Run.Sweep)).ToImmutableArray() is { IsEmpty: false } leases)
        {
            nodes[node].Tell(new StopRuns(leases, reason), Self);
        }
    }

    private void TellWhatRuns(ActiveSweep sweep, NodeId node) =>
        sweep.Actor.Tell(
            new NodeReported(node, nodes[node], [.. registry.RunningOn(node).Where(lease => lease.Run.Sweep == sweep.Row.Id)], awake.Now()));

    private void Report(ReportBatch batch)
    {
        if (sweeps.ContainsKey(batch.Sweep))
        {
            crashes.Note(batch);
            ToSweep(batch.Sweep, batch);
        }
        else if (closed.Contains(batch.Sweep))
        {
            log.Info("Reports of sweep {Sweep} from {Node} come after its end and are dropped", batch.Sweep, batch.Node);
            foreach (var report in batch.Reports.OfType<RunReport.Ended>())
            {
                Compare(report, batch.Node);
            }

            Sender.Tell(new ReportsStored(batch.Sweep, batch.Sequence));
        }
        else if (absent.Contains(batch.Sweep))
        {
            Sender.Tell(new ReportsStored(batch.Sweep, batch.Sequence));
        }
        else
        {
            Seek(batch.Sweep);
        }
    }

    private void Compare(RunReport.Ended report, NodeId node)
    {
        if (report.Outcome is RunOutcome.Completed late)
        {
            writer.Tell(new CompareLate(report.Run, report.Attempt, node.Name, late.Metrics, report.Key));
        }
    }

    private void Free(SlotId slot)
    {
        registry.Free(slot);
        offers.Freed(slot);
        OfferFreeSlots();
    }

    private void Decline(SlotDeclined declined)
    {
        offers.Unwilling(declined.Sweep);
        Free(declined.Slot);
    }

    private void Pass(SlotPassed passed)
    {
        registry.Free(passed.Slot);
        offers.Pass(passed.Sweep, passed.Slot);
        OfferFreeSlots();
    }

    private void Willing(SweepId sweep)
    {
        offers.Willing(sweep);
        OfferFreeSlots();
    }

    private void OfferFreeSlots()
    {
        if (storeError is not null || trusts || !offers.AreWanted)
        {
            return;
        }

        // Those of the fastest node first; a node of which nothing is known yet could be that.
        foreach (var slot in registry.FreeSlots.OrderByDescending(slot => speeds.Of(slot.Node) ?? double.PositiveInfinity))
        {
            if (offers.Next(slot.Node, sweep => Lacking(sweep, slot.Node) is null) is not { } next)
            {
                continue;
            }

            registry.Occupy(slot);
            offers.Taken(slot, next);
            sweeps[next].Actor.Tell(new OfferSlot(slot, nodes[slot.Node]));
        }
    }

    // A run whose model its node does not have would fail for good, though other nodes may have it. Kinds of nodes are few: all of a sweep goes elsewhere.
    private string? Lacking(SweepId sweep, NodeId node) =>
        sweeps.TryGetValue(sweep, out var active) && active.Ready is { } ready ? registry.Lacking(node, ready.Models) : null;

    private void WarnOfLacking(SweepId sweep, NodeId node)
    {
        if (Lacking(sweep, node) is { } model)
        {
            log.Warning(
                "Node {Node} lacks the model {Model} of sweep {Sweep} and gets none of its runs: start it with `--models FILE.dll`", node, model, sweep);
        }
    }

    private void SetStoreFails(bool fails, string error)
    {
        if (fails)
        {
            storeFailures++;
            log.Error("No new runs are started until the store can be written again: {Error}", error);
        }
        else
        {
            log.Info("The store can be written again");
        }

        storeError = fails ? error : null;
        OfferFreeSlots();
    }

    // When a sweep is not here the node keeps its message and says it again.
    private void ToSweep(SweepId sweep, object message)
    {
        if (sweeps.TryGetValue(sweep, out var active))
        {
            active.Actor.Forward(message);
        }
    }

    private sealed record ListenForNodes;

    private sealed record PollRequests;
}
