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
    private const int MostRecoveries = 10;

    private static readonly TimeSpan LongestRecoveryDelay = TimeSpan.FromSeconds(30);

    private int started;
    private bool polling;

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
            TellWhatRuns(active);
        }

        offers.Add(row.Id, row.Priority);

        if (activated.Submitter is { } submitter)
        {
            active.Submitters.Add((submitter, activated.Resumed));
            active.Watchers.Add(submitter);
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
        Context.Watch(Context.ActorOf(SweepActor.Props(row, writer, store, clock), $"{row.Id}-{++started}"));

    private void Ready(SweepReady ready)
    {
        if (!sweeps.TryGetValue(ready.Sweep, out var active))
        {
            return;
        }

        (active.Ready, active.Recoveries) = (ready, 0);
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
        if (sweeps.Remove(ended.Sweep, out var active))
        {
            Context.Unwatch(active.Actor);
            Context.Stop(active.Actor);
        }
    }

    // It failed to read or write its journal. What it knew is in there; what its runs say meanwhile, the nodes keep.
    private void Recover(IActorRef gone)
    {
        if (sweeps.Values.FirstOrDefault(sweep => sweep.Actor.Equals(gone)) is not { } failed)
        {
            return;
        }

        offers.Unwilling(failed.Row.Id);

        // A database that is away comes back; only what fails although it is there is given up.
        if (storeError is null && ++failed.Recoveries > MostRecoveries)
        {
            log.Error("Sweep {Sweep} failed {Recoveries} times in a row and is given up until someone resumes it", failed.Row.Id, MostRecoveries);
            failed.Watchers.ForEach(watcher => watcher.Tell(new SweepRejected(
                $"Sweep {failed.Row.Id} cannot read or write its journal in {store.Database}; the log says why. Nothing is lost: resume it when that "
                    + "is mended.")));
            sweeps.Remove(failed.Row.Id);
            return;
        }

        var delay = TimeSpan.FromSeconds(Math.Min(LongestRecoveryDelay.TotalSeconds, Math.Pow(2, failed.Recoveries - 1)));
        log.Warning("Sweep {Sweep} failed and recovers from its journal in {Delay}", failed.Row.Id, delay);
        Timers.StartSingleTimer($"recover-{failed.Row.Id}", new RecoverSweep(failed.Row.Id), delay);
    }

    private void Recover(RecoverSweep due)
    {
        if (sweeps.TryGetValue(due.Sweep, out var active))
        {
            active.Actor = Start(active.Row);
            active.Watchers.ForEach(watcher => active.Actor.Tell(new WatchSweep(due.Sweep), watcher));
            TellWhatRuns(active);
        }
    }

    // Before any slot is offered to it, so that it starts nothing that runs already.
    private void TellWhatRuns(ActiveSweep active)
    {
        foreach (var node in nodes.Keys)
        {
            TellWhatRuns(active, node);
        }
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
        if (carried.Error is { } error)
        {
            log.Warning("What others ask for in the store could not be carried out and is tried again: {Error}", error.Message);
        }
    }

    private sealed class ActiveSweep(SweepRow row)
    {
        public SweepRow Row { get; } = row;

        public required IActorRef Actor { get; set; }

        public SweepReady? Ready { get; set; }

        public int Recoveries { get; set; }

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

    private sealed record RequestsCarried(Exception? Error);
}
