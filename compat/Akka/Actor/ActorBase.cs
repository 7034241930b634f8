using Akka.Event;

namespace Akka.Actor;

/// <summary>An actor: one message at a time.</summary>
public abstract class ActorBase
{
    private readonly ActorCell _cell;

    protected ActorBase()
    {
        _cell = ActorCell.Current ?? throw new ActorInitializationException(
            $"You cannot create an instance of {GetType().FullName} explicitly using the constructor (new). You have to use ActorOf with Props.");
    }

    protected internal IActorRef Self => _cell.Self;

    protected IActorRef Sender => _cell.Sender;

    /// <summary>The context; only on a thread that is inside the actor.</summary>
    protected static IActorContext Context => ActorCell.Current
        ?? throw new NotSupportedException("There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    internal ActorCell Cell => _cell;

    internal bool ReceiveMessage(object message) => Receive(message);

    internal void CallUnhandled(object message) => Unhandled(message);

    internal SupervisorStrategy GetSupervisorStrategy() => _strategy ??= SupervisorStrategy();

    private SupervisorStrategy? _strategy;

    /// <summary>After the constructor.</summary>
    internal virtual void Initialized()
    {
    }

    /// <summary>After a message is handled, or its handler failed.</summary>
    internal virtual void AfterReceive()
    {
    }

    /// <summary>A message of this instance to itself, ahead of the mailbox.</summary>
    internal virtual void ReceiveInner(object message)
    {
    }

    internal virtual void AroundPreStart() => PreStart();

    internal virtual void AroundPostStop() => PostStop();

    internal virtual void AroundPreRestart(Exception cause, object? message) => PreRestart(cause, message!);

    internal virtual void AroundPostRestart(Exception cause) => PostRestart(cause);

    protected abstract bool Receive(object message);

    /// <summary>Publishes the message as unhandled; a Terminated that is not handled is an error.</summary>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
        {
            throw new DeathPactException(terminated.ActorRef);
        }

        Cell.SystemImpl.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected virtual void PreStart()
    {
    }

    protected virtual void PostStop()
    {
    }

    /// <summary>On the failed instance; by default stops the children and calls PostStop.</summary>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren().ToList())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>On the new instance; by default calls PreStart.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    protected void Become(Receive receive) => Context.Become(receive);
}
