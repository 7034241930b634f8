namespace Akka.Actor;

/// <summary>What the runtime throws.</summary>
public abstract class AkkaException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>A name is taken, or is no name for an actor.</summary>
public class InvalidActorNameException(string message) : AkkaException(message);

/// <summary>The constructor or PreStart of an actor failed; the default strategy stops it.</summary>
public class ActorInitializationException(string message, Exception? cause = null) : AkkaException(message, cause);

/// <summary>PostRestart failed: the restarted instance is of no use.</summary>
public sealed class PostRestartException(Exception cause, Exception originalCause)
    : ActorInitializationException($"Exception post restart ({originalCause.GetType().Name}): {cause.Message}", cause);

/// <summary>PreRestart failed.</summary>
public sealed class PreRestartException : AkkaException
{
    internal PreRestartException(IActorRef actor, Exception cause, Exception restartException)
        : base($"Exception in PreRestart of {actor}: {restartException.Message}", cause)
    {
    }
}

/// <summary>A Terminated was not handled.</summary>
public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated");

/// <summary>A call that the actor's state does not allow.</summary>
public class IllegalActorStateException(string message) : AkkaException(message);

/// <summary>No answer came in time.</summary>
public class AskTimeoutException(string message) : AkkaException(message);
