namespace Akka.Actor;

/// <summary>What actors of the runtime tell each other ahead of all user messages.</summary>
internal abstract class SystemMessage
{
    /// <summary>The message that came before; owned by the mailbox.</summary>
    internal SystemMessage? Next;

    internal sealed class Create : SystemMessage;

    internal sealed class Recreate(Exception cause) : SystemMessage
    {
        public Exception Cause { get; } = cause;
    }

    internal sealed class Suspend : SystemMessage;

    internal sealed class Resume(bool clearFailure) : SystemMessage
    {
        public bool ClearFailure { get; } = clearFailure;
    }

    internal sealed class Terminate : SystemMessage;

    internal sealed class Failed(LocalActorRef child, Exception cause) : SystemMessage
    {
        public LocalActorRef Child { get; } = child;

        public Exception Cause { get; } = cause;
    }

    internal sealed class Watch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
    {
        public IInternalActorRef Watchee { get; } = watchee;

        public IInternalActorRef Watcher { get; } = watcher;
    }

    internal sealed class Unwatch(IInternalActorRef watcher) : SystemMessage
    {
        public IInternalActorRef Watcher { get; } = watcher;
    }

    internal sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed, bool addressTerminated = false) : SystemMessage
    {
        public IActorRef Actor { get; } = actor;

        public bool ExistenceConfirmed { get; } = existenceConfirmed;

        /// <summary>The whole system of the actor is gone, or cannot be reached.</summary>
        public bool AddressTerminated { get; } = addressTerminated;
    }

    /// <summary>A step of an asynchronous handler, or its end.</summary>
    internal sealed class Continue(AsyncHandling handling, SendOrPostCallback? step, object? state, Exception? failure) : SystemMessage
    {
        public AsyncHandling Handling { get; } = handling;

        /// <summary>Null at the end.</summary>
        public SendOrPostCallback? Step { get; } = step;

        public object? State { get; } = state;

        public Exception? Failure { get; } = failure;
    }

    /// <summary>A message to the instance itself, ahead of its mailbox but not while it is suspended.</summary>
    internal sealed class Inner(ActorBase addressee, object message) : SystemMessage
    {
        public ActorBase Addressee { get; } = addressee;

        public object Message { get; } = message;
    }
}
