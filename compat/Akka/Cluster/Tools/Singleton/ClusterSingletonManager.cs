using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Runs the singleton while this system holds its lease, and hands it over when the system leaves.</summary>
/// <remarks>
/// It stops the singleton when the database says that another one holds the lease, not when the database does not answer: nobody can write
/// then, and whoever writes later proves the token of its term. So a database that is away for a while costs no hand-over.
/// </remarks>
internal sealed class ClusterSingletonManager : ReceiveActor, IWithTimers
{
    private const string Duration = "akka.cluster.singleton.lease-duration-ms";

    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(6);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly string _name;
    private readonly Props _props;
    private readonly ILeases _leases;
    private readonly TimeSpan _duration;
    private readonly string _self;

    // Touched by the mailbox alone.
    private IActorRef? _singleton;
    private IActorRef? _leaver;
    private long _token;
    private bool _asking;
    private bool _stopping;
    private bool _failing;

    public ClusterSingletonManager(ActorSystemImpl system, string name, Props props)
    {
        (_name, _props, _leases) = (name, props, system.Settings.Leases());
        _self = Cluster.Get(system).SelfUniqueAddress.ToString();
        _duration = system.Settings.Config.GetString(Duration) is { } text
            ? TimeSpan.FromMilliseconds(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
            : DefaultDuration;

        Receive<Due>(_ => AskForLease());
        Receive<LeaseState>(Answer);
        Receive<LeaseFailed>(failed => Failed(failed.Cause));
        Receive<FindSingleton>(_ => Find());
        Receive<Terminated>(stopped => Stopped(stopped.ActorRef));
        Receive<Leave>(_ => StartLeaving());
        Receive<Done>(_ => _leaver?.Tell(Done.Instance));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static void Start(ActorSystemImpl system, string name, Props props)
    {
        var manager = system.ActorOf(Props.Create(() => new ClusterSingletonManager(system, name, props)), name);
        CoordinatedShutdown.Get(system)
            .AddTask(CoordinatedShutdown.PhaseClusterShutdown, $"hand-over-{name}", () => manager.Ask<Done>(new Leave(), TimeSpan.FromSeconds(5)));
    }

    protected override void PreStart() => Timers.StartPeriodicTimer("lease", new Due(), TimeSpan.Zero, _duration / 4);

    private void AskForLease()
    {
        if (_asking || _stopping || _leaver is not null)
        {
            return;
        }

        _asking = true;
        var (leases, name, self, duration) = (_leases, _name, _self, _duration);
        _ = Task.Run(() => leases.Acquire(name, self, duration)).PipeTo(Self, failure: cause => new LeaseFailed(cause));
    }

    private void Answer(LeaseState lease)
    {
        _asking = false;
        if (_failing)
        {
            _failing = false;
            _log.Info("The lease of {0} can be read again", _name);
        }

        if (_leaver is not null)
        {
            GoOnLeaving();
        }
        else if (lease.Holder != _self)
        {
            Lose(lease);
        }
        else if (_singleton is null)
        {
            _token = lease.Token;
            _log.Info("{0} starts here, term {1}", _name, _token);
            _singleton = Context.Watch(Context.ActorOf(_props, _name));
        }
        else if (lease.Token != _token)
        {
            // Another one was in charge in between: what it wrote this one has not read.
            Lose(lease);
        }
    }

    private void Lose(LeaseState lease)
    {
        if (_singleton is not null && !_stopping)
        {
            _log.Warning("{0} stops here: {1} holds the lease, term {2}", _name, lease.Holder, lease.Token);
            _stopping = true;
            Context.Stop(_singleton);
        }
    }

    private void Failed(Exception cause)
    {
        _asking = false;
        if (!_failing)
        {
            _failing = true;
            _log.Warning("The lease of {0} cannot be read or renewed: {1}", _name, cause.Message);
        }

        if (_leaver is not null)
        {
            GoOnLeaving();
        }
    }

    private void Find()
    {
        if (_singleton is not null && !_stopping && _leaver is null)
        {
            Sender.Tell(new SingletonIsHere(_singleton.Path.ToStringWithoutAddress(), _singleton.Path.Uid, _token));
        }
    }

    private void Stopped(IActorRef actor)
    {
        if (!actor.Equals(_singleton))
        {
            return;
        }

        (_singleton, _stopping) = (null, false);
        if (_leaver is not null)
        {
            Release();
        }
    }

    private void StartLeaving()
    {
        _leaver = Sender;
        if (!_asking)
        {
            GoOnLeaving();
        }
    }

    private void GoOnLeaving()
    {
        if (_singleton is null)
        {
            Release();
        }
        else if (!_stopping)
        {
            _stopping = true;
            _singleton.Tell(PoisonPill.Instance);
        }
    }

    private void Release()
    {
        var (leases, name, self) = (_leases, _name, _self);
        _ = Task.Run(() => leases.Release(name, self)).PipeTo(Self, success: () => Done.Instance, failure: _ => Done.Instance);
    }

    private sealed record Due;

    private sealed record Leave;

    private sealed record LeaseFailed(Exception Cause);
}
