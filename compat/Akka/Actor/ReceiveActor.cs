namespace Akka.Actor;

/// <summary>An actor whose handlers are given by message type, in the constructor and inside Become.</summary>
public abstract class ReceiveActor : ActorBase
{
    private MessageHandlers? _open = new();
    private MessageHandlers? _initial;

    private MessageHandlers Open => _open
        ?? throw new InvalidOperationException("You may only call Receive-methods when constructing the actor and inside Become().");

    internal override void Initialized()
    {
        _initial ??= _open;
        _open = null;
    }

    protected sealed override bool Receive(object message) => _initial!.Handle(message);

    protected void Become(Action configure) => base.Become(Configure(configure));

    protected void BecomeStacked(Action configure) => base.BecomeStacked(Configure(configure));

    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Open.Add(handler, shouldHandle);

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Open.Add(handler, shouldHandle);

    /// <summary>The handler says whether it handled the message.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Open.Add(handler);

    /// <summary>Until the task ends, no other message is handled.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) => Open.Add(Run(handler), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => Open.Add(Run(handler), shouldHandle);

    protected void ReceiveAny(Action<object> handler) => Open.AddAny(handler);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => Open.AddAny(Run(handler));

    private Action<T> Run<T>(Func<T, Task> handler) => message => Cell.RunTask(() => handler(message));

    private Receive Configure(Action configure)
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

        return handlers.Handle;
    }
}
