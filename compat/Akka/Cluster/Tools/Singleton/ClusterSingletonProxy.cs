using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Sends on to the singleton, wherever it is, and keeps what comes while nobody knows where.</summary>
/// <remarks>
/// It goes on asking when it knows: a singleton whose system cannot be reached is replaced long before anyone is sure that it is dead. Of two
/// that claim to be the one, the later term counts.
/// </remarks>
internal sealed class ClusterSingletonProxy : ReceiveActor, IWithTimers
{
    /// <summary>How many messages wait while nobody knows where it is; the oldest are dropped.</summary>
    private const int MostWaiting = 1000;

    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskEveryWhileUnknown = TimeSpan.FromMilliseconds(250);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Remoting _remoting;
    private readonly string _name;
    private readonly Address[] _seeds;
    private readonly Queue<(object Message, IActorRef Sender)> _waiting = [];
    private IActorRef? _singleton;
    private long _token;

    public ClusterSingletonProxy(ActorSystemImpl system, string name)
    {
        (_remoting, _name) = (system.Remoting!, name);
        _seeds = [.. (system.Settings.Cluster!.SeedNodes ?? []).Select(Address.Parse).Where(seed => seed != _remoting.Address)];
        Receive<Due>(_ => Ask());
        Receive<SingletonIsHere>(Found);
        Receive<Terminated>(gone => Lost(gone.ActorRef));
        ReceiveAny(SendOn);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static IActorRef Start(ActorSystemImpl system, string name) =>
        system.ActorOf(Props.Create(() => new ClusterSingletonProxy(system, name)), $"{name}-proxy");

    protected override void PreStart() => Timers.StartSingleTimer("ask", new Due(), TimeSpan.Zero);

    private void Ask()
    {
        var manager = new ActorAddress($"/user/{_name}", 0);
        _remoting.FindLocal(manager)?.Tell(new FindSingleton(), Self);
        foreach (var seed in _seeds)
        {
            _remoting.Resolve(seed, manager)?.Tell(new FindSingleton(), Self);
        }

        Timers.StartSingleTimer("ask", new Due(), _singleton is null ? AskEveryWhileUnknown : AskEvery);
    }

    private void Found(SingletonIsHere here)
    {
        var address = Sender.Path.Address;
        var found = _remoting.Resolve(address.HasLocalScope ? _remoting.Address : address, new ActorAddress(here.Path, here.Uid));
        if (found is null || here.Token < _token || found.Equals(_singleton) || (_singleton is not null && here.Token == _token))
        {
            return;
        }

        if (_singleton is not null)
        {
            Context.Unwatch(_singleton);
        }

        _log.Info("{0} is {1}, term {2}", _name, found, here.Token);
        (_singleton, _token) = (Context.Watch(found), here.Token);
        while (_waiting.TryDequeue(out var waiting))
        {
            _singleton.Tell(waiting.Message, waiting.Sender);
        }
    }

    private void Lost(IActorRef gone)
    {
        if (gone.Equals(_singleton))
        {
            _log.Info("{0} is gone from {1}", _name, gone);
            _singleton = null;
            Timers.StartSingleTimer("ask", new Due(), TimeSpan.Zero);
        }
    }

    private void SendOn(object message)
    {
        if (_singleton is not null)
        {
            _singleton.Forward(message);
            return;
        }

        if (_waiting.Count == MostWaiting && _waiting.TryDequeue(out var oldest))
        {
            _remoting.System.PublishDeadLetter(oldest.Message, oldest.Sender, Self);
        }

        _waiting.Enqueue((message, Sender));
    }

    private sealed record Due;
}
