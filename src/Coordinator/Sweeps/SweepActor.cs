using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Nodes;
using Sweep.Coordinator.Results;
using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// One sweep: hands its runs to the slots that are offered, decides which results count, and journals what cannot be derived. What it
/// decides is in <see cref="SweepDecider"/>; what was decided changes <see cref="SweepState"/>; this carries.
/// </summary>
/// <remarks>
/// An end of a run is decided only after its epochs are stored, and acknowledged only after the decision is: whatever dies in between,
/// the node, or its checkpoint, says it again.
/// </remarks>
public sealed partial class SweepActor : ReceivePersistentActor, IWithTimers
{
    private const int MostStashed = 1000;

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    private readonly SweepRow row;
    private readonly IActorRef writer;
    private readonly ResultsStore store;
    private readonly TimeProvider clock;
    private readonly ILoggingAdapter log = Context.GetLogger();

    // Touched by the mailbox alone. State and what follows from it change in Apply.
    private readonly SweepState state = new();
    private readonly Grid grid;
    private readonly Dependencies dependencies;
    private readonly Assignments assignments;
    private readonly NodeSpeeds speeds = new();
    private readonly BusySlots busy;
    private readonly CrashSites crashes = new();
    private readonly LossStreaks losses = new();
    private readonly RetryPolicy retries;
    private readonly ProgressBoard board;
    private readonly SweepProjection projection;
    private readonly List<(long Sequence, SweepEvent Event)> unprojected = [];
    private readonly Dictionary<NodeId, IActorRef> nodes = [];
    private readonly HashSet<IActorRef> watchers = [];
    private readonly HashSet<(NodeId Node, long Sequence)> inHand = [];
    private readonly HashSet<(NodeId Node, RunId Run, RunKey? Key)> strangers = [];
    private readonly ProgressWrites progressWrites = new();
    private bool keepsBack;
    private bool ending;
    private bool closing;
    private string? digest;

    public SweepActor(SweepRow row, IActorRef writer, ResultsStore store, TimeProvider clock, TimeSpan leaseDuration)
    {
        (this.row, this.writer, this.store, this.clock) = (row, writer, store, clock);
        grid = Grid.From(GridDefinitionJson.Read(row.Definition));
        dependencies = Dependencies.Of(grid);
        assignments = new Assignments(Id, grid, row.Fresh, dependencies, run => state[run], state.FailedAttemptOf, GoesLast, leaseDuration);
        busy = new BusySlots(speeds, grid.CostAt, run => (int)grid.ParametersAt(run).Integer("epochs"));
        retries = new RetryPolicy(grid.Definition.Retries);
        board = new ProgressBoard(Id, grid);
        projection = new SweepProjection(row, grid);

        Recover<SweepEvent>(Replay);
        Recover<RecoveryCompleted>(_ => Recovered());
        Preparing();
    }

    public override string PersistenceId => $"sweep-{row.Id}";

    public ITimerScheduler Timers { get; set; } = null!;

    private SweepId Id => row.Id;

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="leaseDuration">For how long a node may name others of its runs and not one that was sent to it.</param>
    public static Props Props(SweepRow row, IActorRef writer, ResultsStore store, TimeProvider clock, TimeSpan leaseDuration) =>
        Akka.Actor.Props.Create(() => new SweepActor(row, writer, store, clock, leaseDuration));

    protected override void PreStart() => Timers.StartPeriodicTimer("progress", new ShowProgress(), ProgressEvery);

    // Until it is known what was done before, what people ask waits, and what runs have reported. All else that nodes say is said again; and so are
    // reports, but only after a while, and an end among them may be what everybody waits for.
    private void Preparing()
    {
        Command<ReusedFound>(Submit);
        Command<StoredFound>(Repair);
        Command<AttemptsFound>(found => GoOn(found.LastAttempts));
        Command<Status.Failure>(failure => throw new InvalidOperationException($"Sweep {Id} could not read the store.", failure.Cause));
        Command<ShowProgress>(_ => ShowWatchers());
        CommandAny(message =>
        {
            if (message is PauseSweep or ResumeSweep or CancelSweep or WatchSweep || (message is ReportBatch && Stash.Count < MostStashed))
            {
                Stash.Stash();
            }
        });
    }

    private void AtWork()
    {
        Command<OfferSlot>(Offer);
        Command<NodeReported>(Adopt);
        Command<NodeLost>(Lose);
        Command<BundleDeclined>(declined => AfterLoss(assignments.Decline(declined.Bundle), declined.Reason));
        Command<RunDue>(due => Resume(due.Run));

        Command<ReportBatch>(StoreEpochs);
        Command<EpochsStored>(Decide);
        Command<CheckpointFailed>(PauseBecause);

        Command<PauseSweep>(_ => Answer(SweepDecider.Pause(state, "on request", Now), "paused"));
        Command<ResumeSweep>(_ => Answer(SweepDecider.Resume(state, Now), "resumed"));
        Command<CancelSweep>(_ => Answer(SweepDecider.Cancel(state, Now), "cancelled"));

        Command<WatchSweep>(_ => Watch(Sender));
        Command<Terminated>(gone => watchers.Remove(gone.ActorRef));
        Command<ShowProgress>(_ =>
        {
            AskAgain();
            PublishProgress();
        });
        Command<ProgressStored>(_ => progressWrites.Stored());
        Command<SweepStored>(Closed);
    }

    private void Apply(SweepEvent happened)
    {
        state.Apply(happened, grid.Count);
        board.Apply(happened);
    }

    private void Replay(SweepEvent happened)
    {
        Apply(happened);
        if (LastSequenceNr > row.ProjectedSequence)
        {
            unprojected.Add((LastSequenceNr, happened));
        }
    }

    // The row of the sweep is stored before its journal begins, so a sweep without journal is one whose first moment was cut short.
    private void Recovered()
    {
        if (LastSequenceNr < row.ProjectedSequence)
        {
            log.Warning(
                "The journal of sweep {Sweep} ends with event {Last}, but the tables know of {Projected}: its end was lost, and is taken back from the results",
                Id,
                LastSequenceNr,
                row.ProjectedSequence);
            Task.Run(FindStored).PipeTo(Self);
            return;
        }

        if (state.Submission is null)
        {
            Task.Run(() => new ReusedFound(row.Fresh ? [] : Reuse.Find(store, grid))).PipeTo(Self);
            return;
        }

        Project(unprojected);
        unprojected.Clear();
        if (state.Ended)
        {
            Ready();
            return;
        }

        var open = state.OpenRuns.ToList();
        Task.Run(() => new AttemptsFound(LastAttempts(open))).PipeTo(Self);
    }

    private StoredFound FindStored()
    {
        var found = Reuse.FindOwn(store, grid, Id);
        return new StoredFound(found, LastAttempts([.. Enumerable.Range(0, grid.Count).Except(found.Select(run => run.Run))]));
    }

    // An earlier process said what it had begun, but not in its last moment; of those attempts the epochs tell.
    private Dictionary<int, int> LastAttempts(IReadOnlyCollection<int> runs)
    {
        var last = new Dictionary<int, int>(store.LastAttempts(Id, runs));
        foreach (var (run, attempt) in SaidAttempts())
        {
            last[run] = Math.Max(last.GetValueOrDefault(run), attempt);
        }

        return last;
    }

    // Whatever is wrong with it stops no sweep.
    private IReadOnlyDictionary<int, int> SaidAttempts()
    {
        try
        {
            return store.FindProgress(Id) is { } said ? ProgressJson.Read(said).LastAttempts : ImmutableDictionary<int, int>.Empty;
        }
        catch (Exception damaged) when (damaged is not StoreException)
        {
            return ImmutableDictionary<int, int>.Empty;
        }
    }

    private void GoOn(IReadOnlyDictionary<int, int> lastAttempts)
    {
        assignments.CountOn(lastAttempts);
        Ready();
    }

    private void Submit(ReusedFound found)
    {
        var events = new List<SweepEvent> { new SweepEvent.SweepSubmitted(Id, row.Name, row.Definition, row.StudyText, row.Fresh, Now) };
        events.AddRange(found.Runs.Chunk(Reuse.RunsPerEvent).Select(runs => new SweepEvent.RunsReused([.. runs], Now)));
        Change(events, Ready);
    }

    // After a power cut, or on a restored backup. What runs have achieved is in the tables, and what people decided in the row of the sweep.
    private void Repair(StoredFound found)
    {
        writer.Tell(new WriteRows(new StoreBatch { Rewinds = [new SweepRewind(Id, LastSequenceNr)] }));
        var events = JournalRepair.Events(state, row, found.Runs, Now);
        if (events.IsEmpty)
        {
            writer.Tell(new WriteRows(new StoreBatch { Sweeps = [projection.Sweep(state, LastSequenceNr)] }));
            GoOn(found.LastAttempts);
        }
        else
        {
            Change(events, () => GoOn(found.LastAttempts));
        }
    }

    private void Ready()
    {
        Become(AtWork);
        Stash.UnstashAll();
        log.Info(
            "Sweep {Sweep}: {Total} runs, {Completed} completed, {Failed} failed, {Open} to do", Id, state.Total, state.Completed, state.Failed, state.Open);
        Context.Parent.Tell(new SweepReady(Id, state.Total, state.Completed, [.. grid.Definition.Models.Select(model => model.Name)]));
        if (state.Ended)
        {
            Close();
        }
        else if (!FollowUp(dependencies.Dependents))
        {
            Context.Parent.Tell(new WorkAvailable(Id));
        }
    }

    /// <summary>Persists what follows from the state alone.</summary>
    /// <param name="orphans">Runs that may wait for one that failed.</param>
    /// <returns>Whether anything does.</returns>
    private bool FollowUp(IEnumerable<int> orphans)
    {
        var events = SweepDecider.FailOrphans(state, dependencies, orphans, Now).ToList();

        // Once: what is persisted now is applied later, and until then the sweep seems not to have ended.
        if (events.Count == 0 && !ending && SweepDecider.Close(state, Now) is { } end)
        {
            ending = true;
            events.Add(end);
        }

        if (events.Count > 0)
        {
            Change(events);
        }

        return events.Count > 0;
    }

    // Every run that is in training says it, and says it again when it stops: once is enough.
    private void PauseBecause(CheckpointFailed failed)
    {
        if (SweepDecider.Pause(state, failed.Error, Now) is { } paused)
        {
            log.Error("Sweep {Sweep} is paused, `sweep resume` goes on with it: {Error}", Id, failed.Error);
            Change([paused]);
        }
    }

    private void Answer(SweepEvent? change, string outcome)
    {
        var asker = Sender;
        if (change is null)
        {
            asker.Tell(new RequestDone(Id, $"is {state.Phase.ToString().ToLowerInvariant()} already"));
            return;
        }

        Change([change], () => asker.Tell(new RequestDone(Id, outcome)));
    }

    /// <summary>Persists, applies, and then, not before, tells the world.</summary>
    private void Change(IReadOnlyList<SweepEvent> events, Action? then = null)
    {
        var persisted = new List<(long, SweepEvent)>();
        PersistAll(events, happened =>
        {
            Apply(happened);
            persisted.Add((LastSequenceNr, happened));
            After(happened);
            if (persisted.Count == events.Count)
            {
                Project(persisted);
                then?.Invoke();
                FollowUp(events.OfType<SweepEvent.RunFailed>().Where(failed => failed.Final).SelectMany(failed => dependencies.DependentsOf(failed.Run)));
            }
        });
    }

    private void After(SweepEvent happened)
    {
        switch (happened)
        {
            case SweepEvent.RunCompleted done:
                End(done.Run);
                Publish(new RunEvent.Completed(new RunId(Id, done.Run), done.Attempt, done.Epochs, done.Seconds, done.Metrics));
                break;
            case SweepEvent.RunFailed failed:
                AfterFailure(failed);
                break;
            case SweepEvent.SweepPaused paused:
                StopRunning(paused.Reason);
                break;
            case SweepEvent.SweepResumed:
                Context.Parent.Tell(new WorkAvailable(Id));
                break;
            case SweepEvent.SweepCancelled:
                StopRunning("the sweep is cancelled");
                Close();
                break;
            case SweepEvent.SweepEnded:
                Close();
                break;
            case SweepEvent.RunsReused reused:
                foreach (var run in reused.Runs)
                {
                    assignments.End(run.Run);
                }

                break;
            case SweepEvent.SweepSubmitted:
                break;
            default:
                throw new InvalidOperationException($"Nothing is known to follow {happened.GetType().Name}.");
        }
    }

    private void Project(IReadOnlyList<(long Sequence, SweepEvent Event)> events)
    {
        if (events.Count > 0)
        {
            writer.Tell(new WriteRows(projection.Rows(events, state)));
        }
    }

    private void Close()
    {
        if (!closing)
        {
            closing = true;
            writer.Tell(new CloseSweep(projection.Sweep(state, LastSequenceNr)));
        }
    }

    private void Closed(SweepStored stored)
    {
        digest = stored.Digest;
        log.Info(
            "Sweep {Sweep} has ended: {Completed} completed, {Failed} failed, {Cancelled} cancelled; digest {Digest}",
            Id, state.Completed, state.Failed, state.Cancelled, digest);
        PublishProgress();
        Context.Parent.Tell(new SweepClosed(Id));
    }
}
