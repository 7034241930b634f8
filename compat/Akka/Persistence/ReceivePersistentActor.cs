using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A persistent actor whose handlers are given by message type, in the constructor and inside Become.</summary>
public abstract class ReceivePersistentActor : Eventsourced
{
    private readonly MessageHandlers _recover = new();
    private readonly HandlerSetup _setup = new("You may only call Command-methods when constructing the actor and inside Become().");

    private MessageHandlers Commands => _setup.Open;

    private MessageHandlers Recoveries => !_setup.IsDone
        ? _recover
        : throw new InvalidOperationException("You may only call Recover-methods when constructing the actor and inside Become().");

    internal override void Initialized() => _setup.Done();

    protected sealed override bool ReceiveCommand(object message) => _setup.Handle(message);

    protected sealed override bool ReceiveRecover(object message) => _recover.Handle(message);

    protected void Become(Action configure) => base.Become(_setup.Configure(configure));

    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Recoveries.Add(handler, shouldHandle);

    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Commands.Add(handler, shouldHandle);

    protected void Command<T>(Func<T, bool> handler) => Commands.Add(handler);

    protected void CommandAny(Action<object> handler) => Commands.AddAny(handler);
}
