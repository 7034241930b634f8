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

    internal sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed) : SystemMessage
    {
        public IActorRef Actor { get; } = actor;

        public bool ExistenceConfirmed { get; } = existenceConfirmed;
    }

    /// <summary>A message to the instance itself, ahead of its mailbox but not while it is suspended.</summary>
    internal sealed class Inner(ActorBase addressee, object message) : SystemMessage
    {
        public ActorBase Addressee { get; } = addressee;

        public object Message { get; } = message;
    }
}
