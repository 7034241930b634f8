using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors and what they share.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    public abstract string Name { get; }

    public abstract IActorRef DeadLetters { get; }

    public abstract EventStream EventStream { get; }

    public abstract ILoggingAdapter Log { get; }

    public abstract IScheduler Scheduler { get; }

    public abstract Serialization.Serialization Serialization { get; }

    /// <summary>Ends when all actors have stopped.</summary>
    public abstract Task WhenTerminated { get; }

    public static ActorSystem Create(string name) => new ActorSystemImpl(name, new ActorSystemSettings());

    /// <summary>Runs the coordinated shutdown, which stops all actors.</summary>
    public abstract Task Terminate();

    public abstract void Stop(IActorRef actor);

    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Whoever has the path <c>akka.tcp://system@host:port/user/name</c> when something is sent.</summary>
    public abstract ActorSelection ActorSelection(string actorPath);

    public abstract void RegisterOnTermination(Action code);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected abstract void Dispose(bool disposing);
}

/// <summary>An actor system as its extensions see it.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    internal abstract T Extension<T>(Func<ExtendedActorSystem, T> create)
        where T : class;
}

/// <summary>What can be chosen when a system is made.</summary>
internal sealed record ActorSystemSettings
{
    public LogLevel LogLevel { get; init; } = LogLevel.InfoLevel;

    public IReadOnlyList<LogSink> Loggers { get; init; } = [new DefaultLogger()];

    public IReadOnlyList<Serialization.SerializerRegistration> Serializers { get; init; } = [];

    public Persistence.PersistencePlugins Plugins { get; init; } = new();

    public Configuration.Config Config { get; init; } = Configuration.Config.Empty;

    /// <summary>Null where the system speaks with no other.</summary>
    public Remote.Hosting.RemoteOptions? Remote { get; init; }

    /// <summary>Null where the system is in no cluster.</summary>
    public Cluster.Hosting.ClusterOptions? Cluster { get; init; }

    /// <summary>Where the leases of singletons are.</summary>
    public Func<Cluster.ILeases> Leases { get; init; } = () => new Cluster.NoLeases();
}
