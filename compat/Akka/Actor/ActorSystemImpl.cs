using System.Collections.Concurrent;
using Akka.Event;

namespace Akka.Actor;

internal sealed class ActorSystemImpl : ExtendedActorSystem
{
    private const int DefaultDeadLettersLogged = 10;

    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly ConcurrentStack<Action> _onTermination = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SystemTimerScheduler _scheduler = new();
    private readonly ActorPath _temporaries;
    private readonly ActorCell _root;
    private readonly ActorCell _user;
    private readonly int _deadLettersLogged;
    private long _temporary;
    private int _deadLetters;

    public ActorSystemImpl(string name, ActorSystemSettings settings)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException($"Invalid ActorSystem name [{name}], must contain only word characters.", nameof(name));
        }

        Name = name;
        Settings = settings;
        _deadLettersLogged = settings.Config.GetString("akka.log-dead-letters") == "off" ? 0 : DefaultDeadLettersLogged;
        EventStream = new EventStream();
        Logs = new LogBus(settings.LogLevel, settings.Loggers);
        Log = Logging.GetLogger(this, name);
        var root = new ActorPath(new Address("akka", name), "/");
        DeadLetters = new DeadLetterActorRef(this, root / "deadLetters");
        _temporaries = root / "temp";
        var own = settings.Cluster is null ? [] : Akka.Cluster.Tools.Singleton.SingletonSerializer.Registration;
        Serialization = new Serialization.Serialization(this, [.. settings.Serializers, .. own]);

        _root = new ActorCell(this, Props.FromProducer(typeof(RootGuardian), () => new RootGuardian()), null, root);
        _root.Start();
        var user = _root.ActorOf(Props.FromProducer(typeof(Guardian), () => new Guardian()), "user");
        var system = _root.ActorOf(Props.FromProducer(typeof(Guardian), () => new Guardian()), "system");
        _root.Self.Tell(new RootGuardian.Guard(user, system), ActorRefs.NoSender);
        _user = ((LocalActorRef)user).Cell;
        CoordinatedShutdown.Get(this);
        if (settings.Remote is not null)
        {
            Remoting = new Remote.Remoting(this, Remote.RemoteSettings.From(settings.Remote, settings.Cluster?.FailureDetector, settings.Config));
        }
    }

    public override string Name { get; }

    public override IActorRef DeadLetters { get; }

    public override EventStream EventStream { get; }

    public override ILoggingAdapter Log { get; }

    public override IScheduler Scheduler => _scheduler;

    public override Serialization.Serialization Serialization { get; }

    public override Task WhenTerminated => _terminated.Task;

    internal ActorSystemSettings Settings { get; }

    internal LogBus Logs { get; }

    /// <summary>Null where the system speaks with no other.</summary>
    internal Remote.Remoting? Remoting { get; }

    internal LocalActorRef Root => _root.SelfRef;

    public override IActorRef ActorOf(Props props, string? name = null) => _user.ActorOf(props, name);

    public override void Stop(IActorRef actor)
    {
        if (actor is LocalActorRef { Cell.ParentCell: { } parent })
        {
            parent.Cell.Stop(actor);
        }
    }

    public override async Task Terminate()
    {
        await CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance).ConfigureAwait(false);
        await WhenTerminated.ConfigureAwait(false);
    }

    public override ActorSelection ActorSelection(string actorPath) => new(this, actorPath);

    public override void RegisterOnTermination(Action code) => _onTermination.Push(code);

    /// <summary>Stops the actors, without the coordinated shutdown around it.</summary>
    internal Task FinalTerminate()
    {
        _user.SendSystem(new SystemMessage.Terminate());
        return WhenTerminated;
    }

    internal ActorPath NextTemporaryPath() => _temporaries / ("$" + Interlocked.Increment(ref _temporary));

    internal void CellTerminated(ActorCell cell)
    {
        if (!ReferenceEquals(cell, _root))
        {
            return;
        }

        _scheduler.Dispose();
        while (_onTermination.TryPop(out var code))
        {
            try
            {
                code();
            }
            catch (Exception failure)
            {
                Log.Error(failure, "A callback on termination failed: {0}", failure.Message);
            }
        }

        _terminated.TrySetResult();
    }

    internal void PublishDeadLetter(object message, IActorRef? sender, IActorRef recipient)
    {
        switch (message)
        {
            case TimerMessage or Terminated:
                return;
            default:
                EventStream.Publish(new DeadLetter(message, sender ?? DeadLetters, recipient));
                break;
        }

        if (Interlocked.Increment(ref _deadLetters) <= _deadLettersLogged)
        {
            Log.Info("Message [{0}] from {1} to {2} was not delivered.", message.GetType().Name, sender ?? DeadLetters, recipient);
        }
    }

    internal void AnswerForTheDead(IActorRef dead, SystemMessage message)
    {
        if (message is SystemMessage.Watch watch)
        {
            watch.Watcher.SendSystemMessage(new SystemMessage.DeathWatchNotification(watch.Watchee, existenceConfirmed: dead is LocalActorRef));
        }
    }

    internal override T Extension<T>(Func<ExtendedActorSystem, T> create) =>
        (T)_extensions.GetOrAdd(typeof(T), _ => new Lazy<object>(() => create(this))).Value;

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ = Terminate();
        }
    }
}
