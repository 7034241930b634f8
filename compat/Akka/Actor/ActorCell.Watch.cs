namespace Akka.Actor;

/// <summary>Death watch and the receive timeout.</summary>
internal sealed partial class ActorCell
{
    private readonly HashSet<IInternalActorRef> _watchedBy = [];
    private readonly Dictionary<IActorRef, object?> _watching = [];
    private readonly Dictionary<IActorRef, object?> _deathsInMailbox = [];
    private TimeSpan? _receiveTimeout;
    private ICancelable? _receiveTimer;

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    public IActorRef Watch(IActorRef subject) => Watch(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Watch(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        if (!subject.Equals(Self))
        {
            if (_watching.Remove(subject))
            {
                ((IInternalActorRef)subject).SendSystemMessage(new SystemMessage.Unwatch(SelfRef));
            }

            _deathsInMailbox.Remove(subject);
        }

        return subject;
    }

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        _receiveTimeout = timeout;
        Touch();
    }

    private IActorRef Watch(IActorRef subject, object? message)
    {
        var watchee = (IInternalActorRef)subject;
        if (watchee.Equals(Self))
        {
            return watchee;
        }

        if (_watching.TryGetValue(watchee, out var before))
        {
            return Equals(before, message)
                ? watchee
                : throw new InvalidOperationException($"{Self} already watches {watchee} with another message: unwatch it first");
        }

        _watching.Add(watchee, message);
        watchee.SendSystemMessage(new SystemMessage.Watch(watchee, SelfRef));
        return watchee;
    }

    private void UnwatchAll()
    {
        foreach (var watchee in _watching.Keys)
        {
            ((IInternalActorRef)watchee).SendSystemMessage(new SystemMessage.Unwatch(SelfRef));
        }

        _watching.Clear();
        _deathsInMailbox.Clear();
    }

    private void HandleDeath(SystemMessage.DeathWatchNotification death)
    {
        // The notice waits in the mailbox behind what the dead one sent before, and can still be taken back by Unwatch.
        if (_watching.Remove(death.Actor, out var message) && !_terminating)
        {
            _deathsInMailbox[death.Actor] = message;
            Self.Tell(new Terminated(death.Actor, death.ExistenceConfirmed, death.AddressTerminated), death.Actor);
        }

        if (RemoveChild(death.Actor) && _pending != Pending.Nothing && !AnyChildStopping())
        {
            Finish();
        }
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_deathsInMailbox.Remove(terminated.ActorRef, out var message))
        {
            var told = message ?? terminated;
            _envelope = new Envelope(told, _envelope.Sender);
            ReceiveMessage(told);
        }
    }

    /// <summary>Starts the receive timeout anew.</summary>
    private void Touch()
    {
        if (_receiveTimer is not null)
        {
            _receiveTimer.Cancel();
            _receiveTimer = null;
        }

        if (_receiveTimeout is { } timeout && !_terminating)
        {
            _receiveTimer = SystemImpl.Scheduler.ScheduleTellOnceCancelable(timeout, Self, Akka.Actor.ReceiveTimeout.Instance, Self);
        }
    }
}
