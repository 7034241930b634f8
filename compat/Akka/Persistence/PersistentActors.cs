using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A persistent actor with one handler for commands and one for recovery.</summary>
public abstract class UntypedPersistentActor : Eventsourced
{
    protected static new IUntypedActorContext Context => (IUntypedActorContext)ActorBase.Context;

    protected sealed override bool ReceiveCommand(object message)
    {
        OnCommand(message);
        return true;
    }

    protected sealed override bool ReceiveRecover(object message)
    {
        OnRecover(message);
        return true;
    }

    protected abstract void OnCommand(object message);

    protected abstract void OnRecover(object message);

    protected void Become(UntypedReceive receive) => Context.Become(receive);

    protected void BecomeStacked(UntypedReceive receive) => Context.BecomeStacked(receive);
}

/// <summary>A persistent actor whose handlers are given by message type, in the constructor and inside Become.</summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor
{
    private readonly MessageHandlers _recover = new();
    private MessageHandlers? _open = new();
    private MessageHandlers? _initial;

    private MessageHandlers Commands => _open
        ?? throw new InvalidOperationException("You may only call Command-methods when constructing the actor and inside Become().");

    private MessageHandlers Recoveries => _initial is null
        ? _recover
        : throw new InvalidOperationException("You may only call Recover-methods when constructing the actor and inside Become().");

    internal override void Initialized()
    {
        _initial ??= _open;
        _open = null;
    }

    protected sealed override void OnCommand(object message) => HandleWith(_initial!, message);

    protected sealed override void OnRecover(object message) => HandleWith(_recover, message);

    protected void Become(Action configure)
    {
        var handlers = Configure(configure);
        base.Become((object message) => HandleWith(handlers, message));
    }

    protected void BecomeStacked(Action configure)
    {
        var handlers = Configure(configure);
        base.BecomeStacked((object message) => HandleWith(handlers, message));
    }

    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Recoveries.Add(handler, shouldHandle);

    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => Recoveries.Add(handler, shouldHandle);

    protected void RecoverAny(Action<object> handler) => Recoveries.AddAny(handler);

    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Commands.Add(handler, shouldHandle);

    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => Commands.Add(handler, shouldHandle);

    protected void Command<T>(Func<T, bool> handler) => Commands.Add(handler);

    /// <summary>Until the task ends, no other message is handled.</summary>
    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Commands.Add<T>(message => RunTask(() => handler(message)), shouldHandle);

    protected void CommandAny(Action<object> handler) => Commands.AddAny(handler);

    private void HandleWith(MessageHandlers handlers, object message)
    {
        if (!handlers.Handle(message))
        {
            Unhandled(message);
        }
    }

    private MessageHandlers Configure(Action configure)
    {
        var outer = _open;
        var handlers = new MessageHandlers();
        _open = handlers;
        try
        {
            configure();
        }
        finally
        {
            _open = outer;
        }

        return handlers;
    }
}
