namespace Akka.Actor;

/// <summary>A message with who sent it.</summary>
public readonly struct Envelope(object message, IActorRef? sender)
{
    public object Message { get; } = message;

    public IActorRef? Sender { get; } = sender;
}

/// <summary>A message that the runtime itself receives.</summary>
public interface IAutoReceivedMessage
{
}

/// <summary>Stops the actor once the messages before it are handled.</summary>
public sealed class PoisonPill : IAutoReceivedMessage
{
    private PoisonPill()
    {
    }

    public static PoisonPill Instance { get; } = new();
}

/// <summary>A watched actor has stopped.</summary>
public sealed class Terminated(IActorRef actorRef, bool existenceConfirmed) : IAutoReceivedMessage
{
    public IActorRef ActorRef { get; } = actorRef;

    /// <summary>False where nobody knows whether the actor ever lived.</summary>
    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}

/// <summary>The outcome of something, as a message.</summary>
public abstract class Status
{
    public sealed class Failure(Exception cause) : Status
    {
        public Exception Cause { get; } = cause;

        public override string ToString() => $"Failure: {Cause}";
    }
}
