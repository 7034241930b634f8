using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>An actor whose state is what its events made of it.</summary>
/// <remarks>
/// While it recovers, and while a handler of Persist has yet to run, the gate of the mailbox is closed: commands wait where they are.
/// The answers of the store come as messages to this very instance; those for an instance that was restarted go nowhere.
/// </remarks>
public abstract partial class Eventsourced : ActorBase, IWithUnboundedStash
{
    private readonly IEventStore _store;

    protected Eventsourced()
    {
        _store = PersistenceExtension.Get(Cell.SystemImpl).Store;
        Log = Context.GetLogger();
    }

    /// <summary>Names the events of this actor in the journal, for ever.</summary>
    public abstract string PersistenceId { get; }

    public virtual Recovery Recovery => Recovery.Default;

    public IStash Stash { get; set; } = null!;

    public bool IsRecovering { get; private set; } = true;

    public bool IsRecoveryFinished => !IsRecovering;

    /// <summary>Of the last event that was handled.</summary>
    public long LastSequenceNr { get; private set; }

    public long SnapshotSequenceNr => LastSequenceNr;

    protected virtual ILoggingAdapter Log { get; }

    /// <summary>Stores the event, then calls the handler; commands wait until it has run.</summary>
    public void Persist<TEvent>(TEvent @event, Action<TEvent> handler) => Add([@event], handler, stashing: true);

    /// <summary>Stores the events all or none, then calls the handler for each; commands wait until the last has run.</summary>
    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler) => Add([.. events], handler, stashing: true);

    /// <summary>Stores the event, then calls the handler; commands do not wait.</summary>
    public void PersistAsync<TEvent>(TEvent @event, Action<TEvent> handler) => Add([@event], handler, stashing: false);

    public void PersistAllAsync<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler) => Add([.. events], handler, stashing: false);

    /// <summary>Calls the handler after those of all events persisted before; stores nothing.</summary>
    public void DeferAsync<TEvent>(TEvent evt, Action<TEvent> handler)
    {
        ThrowIfRecovering();
        if (_invocations == 0)
        {
            handler(evt);
            return;
        }

        _invocations++;
        _uncommitted.Add(new Write([new Invocation(evt!, e => handler((TEvent)e), LastSequenceNr, Cell.CurrentEnvelope.Sender, false, Stored: false)]));
    }

    /// <summary>Answered with SaveSnapshotSuccess or SaveSnapshotFailure.</summary>
    public void SaveSnapshot(object snapshot)
    {
        var self = Self;
        var metadata = new SnapshotMetadata(PersistenceId, SnapshotSequenceNr, Context.System.Scheduler.Now.UtcDateTime);
        _store.Submit(new StoreOperation.SaveSnapshot(metadata, snapshot, failure =>
            self.Tell(failure is null ? new SaveSnapshotSuccess(metadata) : new SaveSnapshotFailure(metadata, failure), ActorRefs.NoSender)));
    }

    /// <summary>Deletes events; answered with DeleteMessagesSuccess or DeleteMessagesFailure.</summary>
    public void DeleteMessages(long toSequenceNr)
    {
        var self = Self;
        var to = toSequenceNr == long.MaxValue ? LastSequenceNr : toSequenceNr;
        if (to > LastSequenceNr)
        {
            self.Tell(new DeleteMessagesFailure(
                new InvalidOperationException($"toSequenceNr [{to}] must be less than or equal to LastSequenceNr [{LastSequenceNr}]"), to), self);
            return;
        }

        _store.Submit(new StoreOperation.DeleteMessages(PersistenceId, to, failure =>
            self.Tell(failure is null ? new DeleteMessagesSuccess(to) : new DeleteMessagesFailure(failure, to), ActorRefs.NoSender)));
    }

    /// <summary>Answered with DeleteSnapshotSuccess or DeleteSnapshotFailure.</summary>
    public void DeleteSnapshot(long sequenceNr)
    {
        var self = Self;
        var metadata = new SnapshotMetadata(PersistenceId, sequenceNr, DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc));
        var criteria = new SnapshotSelectionCriteria(sequenceNr, DateTime.MaxValue, sequenceNr);
        _store.Submit(new StoreOperation.DeleteSnapshots(PersistenceId, criteria, failure =>
            self.Tell(failure is null ? new DeleteSnapshotSuccess(metadata) : new DeleteSnapshotFailure(metadata, failure), ActorRefs.NoSender)));
    }

    /// <summary>Answered with DeleteSnapshotsSuccess or DeleteSnapshotsFailure.</summary>
    public void DeleteSnapshots(SnapshotSelectionCriteria criteria)
    {
        var self = Self;
        _store.Submit(new StoreOperation.DeleteSnapshots(PersistenceId, criteria, failure =>
            self.Tell(failure is null ? new DeleteSnapshotsSuccess(criteria) : new DeleteSnapshotsFailure(criteria, failure), ActorRefs.NoSender)));
    }

    internal override void AfterReceive(bool failed) => Flush();

    internal override void ReceiveInner(object message)
    {
        switch (message)
        {
            case Stored stored:
                HandleStored(stored);
                break;
            case Committed:
                HandleCommitted();
                break;
            default:
                HandleRecovery(message);
                break;
        }
    }

    protected abstract bool ReceiveRecover(object message);

    protected abstract bool ReceiveCommand(object message);

    protected override bool Receive(object message) => ReceiveCommand(message);

    /// <summary>The events could not be stored; the actor stops after this.</summary>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr) => Log.Error(
        cause, "Failed to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}].", @event.GetType(), sequenceNr, PersistenceId);

    /// <summary>The event could not be serialized; nothing was stored and the actor goes on.</summary>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr) => Log.Error(
        cause, "Rejected to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}] due to [{3}].",
        @event.GetType(), sequenceNr, PersistenceId, cause.Message);

    protected void RunTask(Func<Task> action) => Cell.RunTask(action);
}
