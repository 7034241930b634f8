namespace Akka.Actor;

/// <summary>Handles a message; false means unhandled.</summary>
public delegate bool Receive(object message);

/// <summary>What makes and stops actors.</summary>
public interface IActorRefFactory
{
    /// <summary>Makes a child.</summary>
    /// <exception cref="InvalidActorNameException">The name is taken, or is no name.</exception>
    IActorRef ActorOf(Props props, string? name = null);
}

/// <summary>What an actor may ask of its surroundings; only from inside the actor.</summary>
public interface IActorContext : IActorRefFactory
{
    IActorRef Self { get; }

    Props Props { get; }

    ActorSystem System { get; }

    IActorRef Parent { get; }

    /// <summary>Stops an actor after the message that it handles; the rest of its mailbox becomes dead letters.</summary>
    void Stop(IActorRef child);

    void Become(Receive receive);

    IEnumerable<IActorRef> GetChildren();

    /// <summary>Sends Terminated, once, when the subject has stopped, also when it had stopped before.</summary>
    IActorRef Watch(IActorRef subject);

    IActorRef Unwatch(IActorRef subject);
}
