namespace Akka.Actor;

/// <summary>An actor whose handlers are given by message type, in the constructor and inside Become.</summary>
public abstract class ReceiveActor : ActorBase
{
    private readonly HandlerSetup _setup = new("You may only call Receive-methods when constructing the actor and inside Become().");

    private MessageHandlers Open => _setup.Open;

    internal override void Initialized() => _setup.Done();

    protected sealed override bool Receive(object message) => _setup.Handle(message);

    protected void Become(Action configure) => base.Become(_setup.Configure(configure));

    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Open.Add(handler, shouldHandle);

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Open.Add(handler, shouldHandle);

    /// <summary>The handler says whether it handled the message.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Open.Add(handler);

    protected void ReceiveAny(Action<object> handler) => Open.AddAny(handler);
}
