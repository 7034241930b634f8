namespace Akka.Actor;

/// <summary>The reference of an actor of this process.</summary>
internal sealed class LocalActorRef(ActorCell cell, ActorPath path) : ActorRefBase, IInternalActorRef
{
    public override ActorPath Path { get; } = path;

    public ActorSystemImpl System => Cell.SystemImpl;

    internal ActorCell Cell { get; } = cell;

    public void SendSystemMessage(SystemMessage message) => Cell.SendSystem(message);

    protected override void TellInternal(object message, IActorRef? sender) => Cell.Send(new Envelope(message, sender));
}

/// <summary>Where messages for the dead go: each is published as a DeadLetter.</summary>
internal sealed class DeadLetterActorRef(ActorSystemImpl system, ActorPath path) : ActorRefBase, IInternalActorRef
{
    public override ActorPath Path { get; } = path;

    public ActorSystemImpl System => system;

    public void SendSystemMessage(SystemMessage message) => system.AnswerForTheDead(this, message);

    protected override void TellInternal(object message, IActorRef? sender) => system.PublishDeadLetter(message, sender, this);
}
