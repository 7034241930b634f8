namespace Akka.Actor;

/// <summary>Handles a message; false means unhandled.</summary>
public delegate bool Receive(object message);

/// <summary>Handles every message.</summary>
public delegate void UntypedReceive(object message);

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

    /// <summary>Who sent the current message; dead letters where nobody did.</summary>
    IActorRef Sender { get; }

    ActorSystem System { get; }

    IActorRef Parent { get; }

    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Stops an actor after the message that it handles; the rest of its mailbox becomes dead letters.</summary>
    void Stop(IActorRef child);

    void Become(Receive receive);

    void BecomeStacked(Receive receive);

    void UnbecomeStacked();

    /// <summary>The child of that name, or Nobody.</summary>
    IActorRef Child(string name);

    IEnumerable<IActorRef> GetChildren();

    /// <summary>Sends ReceiveTimeout to this actor whenever no message came for that long; null turns it off.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Sends Terminated, once, when the subject has stopped, also when it had stopped before.</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>Like Watch, with a message of one's own.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    IActorRef Unwatch(IActorRef subject);
}

/// <summary>The context of an untyped actor.</summary>
public interface IUntypedActorContext : IActorContext
{
    void Become(UntypedReceive receive);

    void BecomeStacked(UntypedReceive receive);
}
