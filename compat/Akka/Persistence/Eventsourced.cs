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

    public IStash Stash { get; set; } = null!;

    public bool IsRecovering { get; private set; } = true;

    /// <summary>Of the last event that was handled.</summary>
    public long LastSequenceNr { get; private set; }

    protected virtual ILoggingAdapter Log { get; }

    /// <summary>Stores the events all or none, then calls the handler for each; commands wait until the last has run.</summary>
    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler) => Add([.. events], handler);

    internal override void AfterReceive() => Flush();

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
}
