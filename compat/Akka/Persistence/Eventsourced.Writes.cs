using Akka.Actor;

namespace Akka.Persistence;

/// <summary>From a call of Persist to the run of its handler.</summary>
public abstract partial class Eventsourced
{
    private readonly EventWriter _writer = new();
    private readonly Queue<Invocation> _committed = new();
    private List<Write> _uncommitted = [];
    private long _sequenceNr;
    private int _invocations;

    private void Add<TEvent>(TEvent[] events, Action<TEvent> handler)
    {
        ThrowIfRecovering();
        if (events.Length == 0)
        {
            return;
        }

        var sender = Cell.CurrentEnvelope.Sender;
        _uncommitted.Add(new Write([.. events.Select(e => new Invocation(e!, o => handler((TEvent)o), ++_sequenceNr, sender))]));
        _invocations += events.Length;
    }

    private void ThrowIfRecovering()
    {
        if (IsRecovering)
        {
            throw new InvalidOperationException(
                "Cannot persist during replay. Events can be persisted when receiving RecoveryCompleted or later.");
        }
    }

    /// <summary>Submits what was persisted since the last flush, and lets commands in or not.</summary>
    private void Flush()
    {
        Cell.CloseGate(IsRecovering || _invocations > 0);
        if (_uncommitted.Count == 0)
        {
            return;
        }

        var writes = _uncommitted;
        _uncommitted = [];
        var events = new List<StoredEvent>();
        foreach (var write in writes)
        {
            Prepare(write, events);
        }

        var cell = Cell;
        _store.Submit(new StoreOperation.Append(_writer, events, failure =>
            cell.SendSystem(new SystemMessage.Inner(this, new Stored(writes, failure)))));
    }

    private void Prepare(Write write, List<StoredEvent> events)
    {
        try
        {
            var prepared = write.Invocations.Select(i => _store.Prepare(PersistenceId, i.SequenceNr, i.Event)).ToList();
            events.AddRange(prepared);
        }
        catch (Exception rejection)
        {
            write.Rejection = rejection;
        }
    }

    private void HandleStored(Stored stored)
    {
        if (stored.Failure is not null)
        {
            var first = stored.Writes.SelectMany(w => w.Invocations).First();
            try
            {
                OnPersistFailure(stored.Failure, first.Event, first.SequenceNr);
            }
            finally
            {
                Cell.SelfRef.SendSystemMessage(new SystemMessage.Terminate());
            }

            return;
        }

        foreach (var write in stored.Writes)
        {
            foreach (var invocation in write.Invocations)
            {
                _committed.Enqueue(invocation with { Rejection = write.Rejection });
            }
        }

        HandleCommitted();
    }

    private void HandleCommitted()
    {
        try
        {
            while (_committed.TryDequeue(out var invocation))
            {
                Invoke(invocation);
            }
        }
        catch
        {
            // Should the supervisor let this instance go on, so do the handlers after the one that failed.
            Cell.SendSystem(new SystemMessage.Inner(this, new Committed()));
            throw;
        }
        finally
        {
            Flush();
        }
    }

    private void Invoke(Invocation invocation)
    {
        _invocations--;
        LastSequenceNr = Math.Max(LastSequenceNr, invocation.SequenceNr);

        Cell.RunAs(invocation.Sender, () =>
        {
            if (invocation.Rejection is null)
            {
                invocation.Handler(invocation.Event);
            }
            else
            {
                OnPersistRejected(invocation.Rejection, invocation.Event, invocation.SequenceNr);
            }
        });
    }

    private sealed record Invocation(object Event, Action<object> Handler, long SequenceNr, IActorRef? Sender)
    {
        public Exception? Rejection { get; init; }
    }

    private sealed record Write(Invocation[] Invocations)
    {
        public Exception? Rejection { get; set; }
    }

    private sealed record Stored(List<Write> Writes, Exception? Failure);

    private sealed record Committed;
}
