using Akka.Actor;
using Akka.Event;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Sweeps;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator;

// How sweeps come, come back after a failure, and go.
public sealed partial class CoordinatorActor
{
    private int started;
    private bool polling;
    private bool pollingFails;

    private void Submit(SubmitSweep request)
    {
        var (asker, now) = (Sender, clock.GetUtcNow());
        Task.Run(() => Submission.Accept(store, request, now)).PipeTo(
            Self,
            success: accepted => new Activated(accepted.Row, accepted.Resumed, asker, accepted.Resumed ? new ResumeSweep(accepted.Row.Id) : null),
            failure: error => new Refused(asker, error.Message));
    }

    private void Continue(ContinueSweep request)
    {
        var asker = Sender;
        Task.Run(() => store.FindSweep(request.Sweep)).PipeTo(
            Self,
            success: row => row is null ? Unknown(asker, request.Sweep) : new Activated(row, true, asker, new ResumeSweep(row.Id)),
            failure: error => new Refused(asker, error.Message));
    }

    /// <summary>Hands a request to its sweep, which is loaded from the store when it is not at work.</summary>
    private void ToLoaded(SweepId sweep, object request)
    {
        if (sweeps.TryGetValue(sweep, out var active))
        {
            active.Actor.Forward(request);
            return;
        }

        Load(sweep, request);
    }

    private void Load(SweepId sweep, object request)
    {
        var asker = Sender;
        Task.Run(() => store.FindSweep(sweep)).PipeTo(
            Self,
            success: row => row is null ? Unknown(asker, sweep) : new Activated(row, true, null, request) { RequestedBy = asker },
            failure: error => new Refused(asker, error.Message));
    }

    // Its row is read again, for whoever wants it to go on may have changed its priority.
    private void Resume(ResumeSweep request) => Load(request.Sweep, request);

    private static object Unknown(IActorRef asker, SweepId sweep) =>
        new Refused(asker, $"There is no sweep `{sweep}` here; `sweep status` lists those there are.");

    private void Activate(Activated activated)
    {
        var row = activated.Row;
        if (!sweeps.TryGetValue(row.Id, out var active))
        {
            active = sweeps[row.Id] = new ActiveSweep(row) { Actor = Start(row) };
            closed.Remove(row.Id);
            absent.Remove(row.Id);
        }

        offers.Add(row.Id, row.Priority);

        if (activated.Submitter is { } submitter)
        {
            active.Submitters.Add((submitter, activated.Resumed));
            active.Watchers.Add(Context.Watch(submitter));
            active.Actor.Tell(new WatchSweep(row.Id), submitter);
            AnswerSubmitters(active);
        }

        if (activated.Then is { } then)
        {
            active.Actor.Tell(then, activated.RequestedBy ?? Self);
        }
    }

    // A number in the name, because the name of an actor that is being stopped is not free yet.
    private IActorRef Start(SweepRow row) =>
        Context.Watch(Context.ActorOf(SweepActor.Props(row, writer, store, clock, options.LeaseDuration), $"{row.Id}-{++started}"));

    private void Ready(SweepReady ready)
    {
        if (!sweeps.TryGetValue(ready.Sweep, out var active))
        {
            return;
        }

        active.Ready = ready;

        // Before any slot is offered to it, so that it starts nothing that runs already.
        foreach (var node in nodes.Keys)
        {
            TellWhatRuns(active, node);
            WarnOfLacking(ready.Sweep, node);
        }

        AnswerSubmitters(active);
    }

    private static void AnswerSubmitters(ActiveSweep active)
    {
        if (active.Ready is { } ready)
        {
            active.Submitters.ForEach(submitter =>
                submitter.Asker.Tell(new SweepAccepted(ready.Sweep, submitter.Resumed, ready.Total, ready.Completed)));
            active.Submitters.Clear();
        }
    }

    private void Close(SweepClosed ended)
    {
        closed.Add(ended.Sweep);
        offers.Remove(ended.Sweep);
        crashes.Forget(ended.Sweep);
        if (sweeps.Remove(ended.Sweep, out var active))
        {
            Context.Unwatch(active.Actor);
            Context.Stop(active.Actor);
        }
    }

    private void Part(IActorRef gone)
    {
        if (gone.Equals(writer) || gone.Equals(files))
        {
            throw new InvalidOperationException($"The actor `{gone.Path.Name}` has ended, and a coordinator cannot do without; the log says why it did.");
        }

        if (sweeps.Values.FirstOrDefault(sweep => sweep.Actor.Equals(gone)) is { } failed)
        {
            // It failed to read or write its journal. What it knew is in there; what its runs say meanwhile, the nodes keep.
            offers.Unwilling(failed.Row.Id);
            RecoverLater(failed, storeError is null);
            return;
        }

        foreach (var sweep in sweeps.Values)
        {
            sweep.Watchers.RemoveAll(watcher => watcher.Equals(gone));
        }
    }

    private void RecoverLater(ActiveSweep failed, bool isStoreThere)
    {
        var sweep = failed.Row.Id;
        if (failed.Recovery.Failed(awake.Now(), isStoreThere) is { } delay)
        {
            log.Warning("Sweep {Sweep} failed and recovers from its journal in {Delay}", sweep, delay);
            Timers.StartSingleTimer($"recover-{sweep}", new RecoverSweep(sweep), delay);
            return;
        }

        log.Error("Sweep {Sweep} failed {Failures} times in a row and is given up until someone resumes it", sweep, RecoveryPolicy.MostFailures);
        failed.Watchers.ForEach(watcher => watcher.Tell(new SweepRejected(
            $"Sweep {sweep} cannot read or write its journal in {store.Database}; the log says why. Nothing is lost: resume it when that is mended.")));
        offers.Remove(sweep);
        crashes.Forget(sweep);
        sweeps.Remove(sweep);
    }

    // From its row as it is now: the journal is told to the tables from there on.
    private void Recover(RecoverSweep due) => Task.Run(() => store.FindSweep(due.Sweep)).PipeTo(
        Self, success: row => new RowRead(due.Sweep, row, null), failure: error => new RowRead(due.Sweep, null, error));

    private void Recover(RowRead read)
    {
        if (!sweeps.TryGetValue(read.Sweep, out var active))
        {
            return;
        }

        if (read.Row is not { } row)
        {
            log.Warning("Sweep {Sweep} could not be found in the store: {Error}", read.Sweep, read.Error?.Message ?? "it is not there");
            RecoverLater(active, isStoreThere: read.Error is null);
            return;
        }

        (active.Row, active.Actor) = (row, Start(row));
        active.Watchers.ForEach(watcher => active.Actor.Tell(new WatchSweep(read.Sweep), watcher));
    }

    private void Poll()
    {
        if (!polling)
        {
            polling = true;
            requests.Carry(Self).PipeTo(Self, success: () => new RequestsCarried(null), failure: error => new RequestsCarried(error));
        }
    }

    private void Handle(RequestsCarried carried)
    {
        polling = false;
        if (carried.Error is { } error && !pollingFails)
        {
            log.Warning("What others ask for in the store could not be carried out and is tried again: {Error}", error.Message);
        }

        pollingFails = carried.Error is not null;
    }

    private sealed class ActiveSweep(SweepRow row)
    {
        public SweepRow Row { get; set; } = row;

        public required IActorRef Actor { get; set; }

        public SweepReady? Ready { get; set; }

        public RecoveryPolicy Recovery { get; } = new();

        /// <summary>Who waits for the sweep to be ready.</summary>
        public List<(IActorRef Asker, bool Resumed)> Submitters { get; } = [];

        /// <summary>Who submitted it and hears of it to the end, over every recovery.</summary>
        public List<IActorRef> Watchers { get; } = [];
    }

    private sealed record Activated(SweepRow Row, bool Resumed, IActorRef? Submitter, object? Then)
    {
        public IActorRef? RequestedBy { get; init; }
    }

    private sealed record Refused(IActorRef Asker, string Reason);

    private sealed record RecoverSweep(SweepId Sweep);

    private sealed record RowRead(SweepId Sweep, SweepRow? Row, Exception? Error);

    private sealed record RequestsCarried(Exception? Error);
}
