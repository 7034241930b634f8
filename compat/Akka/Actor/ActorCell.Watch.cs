namespace Akka.Actor;

/// <summary>Death watch.</summary>
internal sealed partial class ActorCell
{
    private readonly HashSet<IInternalActorRef> _watchedBy = [];
    private readonly HashSet<IActorRef> _watching = [];
    private readonly HashSet<IActorRef> _deathsInMailbox = [];

    public IActorRef Watch(IActorRef subject)
    {
        var watchee = (IInternalActorRef)subject;
        if (!watchee.Equals(Self) && _watching.Add(watchee))
        {
            watchee.SendSystemMessage(new SystemMessage.Watch(watchee, SelfRef));
        }

        return watchee;
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

    private void UnwatchAll()
    {
        foreach (var watchee in _watching)
        {
            ((IInternalActorRef)watchee).SendSystemMessage(new SystemMessage.Unwatch(SelfRef));
        }

        _watching.Clear();
        _deathsInMailbox.Clear();
    }

    private void HandleDeath(SystemMessage.DeathWatchNotification death)
    {
        // The notice waits in the mailbox behind what the dead one sent before, and can still be taken back by Unwatch.
        if (_watching.Remove(death.Actor) && !_terminating)
        {
            _deathsInMailbox.Add(death.Actor);
            Self.Tell(new Terminated(death.Actor, death.ExistenceConfirmed), death.Actor);
        }

        if (RemoveChild(death.Actor) && _pending != Pending.Nothing && !AnyChildStopping())
        {
            Finish();
        }
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_deathsInMailbox.Remove(terminated.ActorRef))
        {
            ReceiveMessage(terminated);
        }
    }
}
