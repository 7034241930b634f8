using Akka.Actor;

namespace Akka.Remote;

/// <summary>The reference of an actor of another system.</summary>
internal sealed class RemoteActorRef(Remoting remoting, ActorPath path) : ActorRefBase, IInternalActorRef
{
    public override ActorPath Path { get; } = path;

    public ActorSystemImpl System => remoting.System;

    public ActorAddress OnWire => new(Path.ToStringWithoutAddress(), Path.Uid);

    public void SendSystemMessage(SystemMessage message)
    {
        switch (message)
        {
            case SystemMessage.Watch watch:
                remoting.Peer(Path.Address).Watch(this, watch.Watcher);
                break;
            case SystemMessage.Unwatch unwatch:
                remoting.Peer(Path.Address).Unwatch(this, unwatch.Watcher);
                break;
            default:
                // Whoever is not the parent cannot do more: actors of other systems are not children.
                break;
        }
    }

    protected override void TellInternal(object message, IActorRef? sender) => remoting.Peer(Path.Address).Send(this, message, sender);
}

/// <summary>Stands for one incarnation of a peer among those who watch actors of this system.</summary>
internal sealed class RemoteWatcher(Association peer, ActorSystemImpl system, ActorPath path) : ActorRefBase, IInternalActorRef
{
    private readonly HashSet<IInternalActorRef> _watched = [];

    public override ActorPath Path { get; } = path;

    public ActorSystemImpl System => system;

    public void Watch(IInternalActorRef actor)
    {
        lock (_watched)
        {
            _watched.Add(actor);
        }

        actor.SendSystemMessage(new SystemMessage.Watch(actor, this));
    }

    public void Unwatch(IInternalActorRef actor)
    {
        lock (_watched)
        {
            _watched.Remove(actor);
        }

        actor.SendSystemMessage(new SystemMessage.Unwatch(this));
    }

    public void UnwatchAll()
    {
        IInternalActorRef[] all;
        lock (_watched)
        {
            all = [.. _watched];
            _watched.Clear();
        }

        foreach (var actor in all)
        {
            actor.SendSystemMessage(new SystemMessage.Unwatch(this));
        }
    }

    public void SendSystemMessage(SystemMessage message)
    {
        if (message is SystemMessage.DeathWatchNotification death)
        {
            lock (_watched)
            {
                _watched.RemoveWhere(actor => actor.Equals(death.Actor));
            }

            peer.TellDeath(new ActorAddress(death.Actor.Path.ToStringWithoutAddress(), death.Actor.Path.Uid), death.ExistenceConfirmed);
        }
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
    }
}
