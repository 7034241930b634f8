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

/// <summary>Decides by the exception.</summary>
public interface IDecider
{
    Directive Decide(Exception cause);
}

/// <summary>Decides what becomes of children that fail.</summary>
public abstract class SupervisorStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled)
{
    /// <summary>Stops what could not be made and what was killed, restarts after any other exception.</summary>
    public static readonly IDecider DefaultDecider = new LocalOnlyDecider(cause =>
        cause is ActorInitializationException or ActorKilledException or DeathPactException ? Directive.Stop : Directive.Restart);

    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Stops whatever fails.</summary>
    public static readonly SupervisorStrategy StoppingStrategy = new OneForOneStrategy(_ => Directive.Stop);

    public IDecider Decider { get; } = decider;

    /// <summary>-1 means without limit.</summary>
    public int MaxNumberOfRetries { get; } = maxNrOfRetries;

    /// <summary>-1 means for ever.</summary>
    public int WithinTimeRangeMilliseconds { get; } = withinTimeMilliseconds;

    protected bool LoggingEnabled { get; } = loggingEnabled;

    /// <summary>False where the supervisor itself is to fail.</summary>
    internal bool HandleFailure(ActorCell supervisor, Exception cause, ChildRestartStats failed)
    {
        var directive = Decider.Decide(cause);
        Log(supervisor, failed.Child, cause, directive);
        switch (directive)
        {
            case Directive.Escalate:
                return false;
            case Directive.Resume:
                failed.Child.SendSystemMessage(new SystemMessage.Resume(clearFailure: true));
                return true;
            case Directive.Restart:
                Process(supervisor, restart: true, cause, failed);
                return true;
            case Directive.Stop:
                Process(supervisor, restart: false, cause, failed);
                return true;
            default:
                throw new InvalidOperationException($"{directive} is no directive");
        }
    }

    internal abstract void Process(ActorCell supervisor, bool restart, Exception cause, ChildRestartStats failed);

    internal bool MayRestart(ChildRestartStats child) => child.RequestRestartPermission(MaxNumberOfRetries, WithinTimeRangeMilliseconds);

    private protected static int Milliseconds(TimeSpan? withinTimeRange) => withinTimeRange is { } range ? (int)range.TotalMilliseconds : -1;

    private void Log(ActorCell supervisor, IActorRef child, Exception cause, Directive directive)
    {
        if (LoggingEnabled && directive != Directive.Escalate)
        {
            var level = directive == Directive.Resume ? LogLevel.WarningLevel : LogLevel.ErrorLevel;
            var shown = (cause as ActorInitializationException)?.InnerException ?? cause;
            supervisor.SystemImpl.Logs.Publish(level, shown, child.ToString()!, GetType(), shown.Message);
        }
    }
}

/// <summary>Decides by a function of this process.</summary>
public sealed class LocalOnlyDecider(Func<Exception, Directive> decider) : IDecider
{
    public Directive Decide(Exception cause) => decider(cause);
}

/// <summary>Only the child that failed is concerned.</summary>
public class OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    : SupervisorStrategy(maxNrOfRetries, withinTimeMilliseconds, decider, loggingEnabled)
{
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), new LocalOnlyDecider(localOnlyDecider))
    {
    }

    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), decider)
    {
    }

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, new LocalOnlyDecider(localOnlyDecider))
    {
    }

    public OneForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    internal override void Process(ActorCell supervisor, bool restart, Exception cause, ChildRestartStats failed)
    {
        if (restart && MayRestart(failed))
        {
            failed.Child.SendSystemMessage(new SystemMessage.Recreate(cause));
        }
        else
        {
            supervisor.Stop(failed.Child);
        }
    }
}

/// <summary>What becomes of the child that failed becomes of all children.</summary>
public class AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    : SupervisorStrategy(maxNrOfRetries, withinTimeMilliseconds, decider, loggingEnabled)
{
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), new LocalOnlyDecider(localOnlyDecider))
    {
    }

    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, new LocalOnlyDecider(localOnlyDecider))
    {
    }

    internal override void Process(ActorCell supervisor, bool restart, Exception cause, ChildRestartStats failed)
    {
        var all = supervisor.AllChildStats();
        if (!restart || !all.All(MayRestart))
        {
            foreach (var stats in all)
            {
                supervisor.Stop(stats.Child);
            }

            return;
        }

        foreach (var stats in all)
        {
            if (!ReferenceEquals(stats, failed))
            {
                stats.Child.SendSystemMessage(new SystemMessage.Suspend());
            }

            stats.Child.SendSystemMessage(new SystemMessage.Recreate(cause));
        }
    }
}
