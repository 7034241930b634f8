using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>Recovery: all events, RecoveryCompleted.</summary>
public abstract partial class Eventsourced
{
    /// <summary>Batches read ahead of the actor.</summary>
    private const int ReadAhead = 2;

    private readonly CancellationTokenSource _recovery = new();

    internal override void AroundPreStart()
    {
        BeginRecovery();
        base.AroundPreStart();
    }

    internal override void AroundPostRestart(Exception cause)
    {
        BeginRecovery();
        base.AroundPostRestart(cause);
    }

    internal override void AroundPreRestart(Exception cause, object? message)
    {
        _recovery.Cancel();
        base.AroundPreRestart(cause, message);
    }

    internal override void AroundPostStop()
    {
        _recovery.Cancel();
        base.AroundPostStop();
    }

    /// <summary>All events are replayed and RecoveryCompleted is next.</summary>
    protected virtual void OnReplaySuccess()
    {
    }

    /// <summary>Recovery failed, at <paramref name="message"/> where it is known; the actor stops after this.</summary>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (message is null)
        {
            Log.Error(
                reason, "Persistence failure when replaying events for persistenceId [{0}]. Last known sequence number [{1}]",
                PersistenceId, LastSequenceNr);
        }
        else
        {
            Log.Error(
                reason, "Exception in ReceiveRecover when replaying event type [{0}] with sequence number [{1}] for persistenceId [{2}]",
                message.GetType(), LastSequenceNr, PersistenceId);
        }
    }

    private void BeginRecovery()
    {
        ArgumentNullException.ThrowIfNull(PersistenceId);
        Cell.CloseGate(true);
        var reader = new RecoveryReader(this, _store, PersistenceId, _recovery.Token);
        _ = Task.Run(reader.Read);
    }

    private void HandleRecovery(object message)
    {
        if (!IsRecovering || _recovery.IsCancellationRequested)
        {
            return;
        }

        switch (message)
        {
            case ReplayedEvents replayed:
                foreach (var (sequenceNr, @event) in replayed.Events)
                {
                    LastSequenceNr = sequenceNr;
                    if (!RecoverWith(@event))
                    {
                        return;
                    }
                }

                replayed.Handled.SetResult();
                break;
            case ReplayEnded ended:
                CompleteRecovery(ended.HighestSequenceNr);
                break;
            case ReplayFailed failed:
                StopRecovering(failed.Cause, null);
                break;
            default:
                throw new InvalidOperationException($"{Self} does not know {message.GetType()}");
        }
    }

    private void CompleteRecovery(long highestSequenceNr)
    {
        OnReplaySuccess();
        LastSequenceNr = Math.Max(LastSequenceNr, highestSequenceNr);
        _sequenceNr = LastSequenceNr;
        IsRecovering = false;
        try
        {
            Recover(RecoveryCompleted.Instance);
        }
        finally
        {
            Flush();
        }
    }

    private bool RecoverWith(object message)
    {
        try
        {
            Recover(message);
            return true;
        }
        catch (Exception failure)
        {
            StopRecovering(failure, message);
            return false;
        }
    }

    private void Recover(object message)
    {
        if (!ReceiveRecover(message))
        {
            Unhandled(message);
        }
    }

    private void StopRecovering(Exception cause, object? message)
    {
        _recovery.Cancel();
        try
        {
            OnRecoveryFailure(cause, message);
        }
        finally
        {
            Cell.SelfRef.SendSystemMessage(new SystemMessage.Terminate());
        }
    }

    private sealed record ReplayedEvents(IReadOnlyList<(long SequenceNr, object Event)> Events, TaskCompletionSource Handled);

    private sealed record ReplayEnded(long HighestSequenceNr);

    private sealed record ReplayFailed(Exception Cause);

    /// <summary>Reads outside the actor and tells it; never more than a few batches ahead.</summary>
    private sealed class RecoveryReader(Eventsourced actor, IEventStore store, string persistenceId, CancellationToken cancel)
    {
        private readonly Queue<Task> _ahead = new();

        public async Task Read()
        {
            try
            {
                var earlierWrites = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                store.Submit(new StoreOperation.Barrier(earlierWrites));
                await earlierWrites.Task.WaitAsync(cancel).ConfigureAwait(false);
                var highest = await store.Replay(persistenceId, Send, cancel).ConfigureAwait(false);
                Tell(new ReplayEnded(highest));
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // The actor is gone, or has given up.
            }
            catch (Exception failure)
            {
                Tell(new ReplayFailed(failure));
            }
        }

        private async Task Send(IReadOnlyList<StoredEvent> batch)
        {
            var events = new List<(long, object)>(batch.Count);
            foreach (var stored in batch)
            {
                events.Add((stored.SequenceNr, store.Restore(stored)));
            }

            var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Tell(new ReplayedEvents(events, handled));
            _ahead.Enqueue(handled.Task);
            if (_ahead.Count >= ReadAhead)
            {
                await _ahead.Dequeue().WaitAsync(cancel).ConfigureAwait(false);
            }
        }

        private void Tell(object message) => actor.Cell.SendSystem(new SystemMessage.Inner(actor, message));
    }
}
