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

    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Open.Add(handler, shouldHandle);

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Open.Add(handler, shouldHandle);

    /// <summary>The handler says whether it handled the message.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Open.Add(handler);

    protected void ReceiveAny(Action<object> handler) => Open.AddAny(handler);

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
