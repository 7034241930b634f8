using Akka.Event;

namespace Akka.Actor;

/// <summary>What becomes of a child that failed.</summary>
public enum Directive
{
    /// <summary>It goes on with the next message, its state kept.</summary>
    Resume,

    /// <summary>It is made anew and goes on with the next message.</summary>
    Restart,

    /// <summary>The supervisor fails in its turn.</summary>
    Escalate,

    /// <summary>It is stopped.</summary>
    Stop,
}

/// <summary>Decides what becomes of children that fail.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stops what could not be made and what lost an actor that it watched, restarts after any other exception.</summary>
    internal static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(cause =>
        cause is ActorInitializationException or DeathPactException ? Directive.Stop : Directive.Restart);

    /// <summary>Stops whatever fails.</summary>
    internal static readonly SupervisorStrategy StoppingStrategy = new OneForOneStrategy(_ => Directive.Stop);

    private protected SupervisorStrategy()
    {
    }

    /// <summary>False where the supervisor itself is to fail.</summary>
    internal bool HandleFailure(ActorCell supervisor, Exception cause, LocalActorRef failed)
    {
        var directive = Decide(cause);
        Log(supervisor, failed, cause, directive);
        switch (directive)
        {
            case Directive.Escalate:
                return false;
            case Directive.Resume:
                failed.SendSystemMessage(new SystemMessage.Resume(clearFailure: true));
                return true;
            case Directive.Restart:
                failed.SendSystemMessage(new SystemMessage.Recreate(cause));
                return true;
            case Directive.Stop:
                supervisor.Stop(failed);
                return true;
            default:
                throw new InvalidOperationException($"{directive} is no directive");
        }
    }

    private protected abstract Directive Decide(Exception cause);

    private void Log(ActorCell supervisor, LocalActorRef child, Exception cause, Directive directive)
    {
        if (directive != Directive.Escalate)
        {
            var level = directive == Directive.Resume ? LogLevel.WarningLevel : LogLevel.ErrorLevel;
            var shown = (cause as ActorInitializationException)?.InnerException ?? cause;
            supervisor.SystemImpl.Logs.Publish(level, shown, child.ToString()!, GetType(), shown.Message);
        }
    }
}

/// <summary>Only the child that failed is concerned; it may be restarted without limit.</summary>
public class OneForOneStrategy(Func<Exception, Directive> localOnlyDecider) : SupervisorStrategy
{
    private protected override Directive Decide(Exception cause) => localOnlyDecider(cause);
}
