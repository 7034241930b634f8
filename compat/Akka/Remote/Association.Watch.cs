using Akka.Actor;

namespace Akka.Remote;

/// <summary>Who watches whom across the two systems.</summary>
internal sealed partial class Association
{
    // Under the lock of the first.
    private readonly Dictionary<ActorAddress, (RemoteActorRef Watchee, HashSet<IInternalActorRef> Watchers)> _watching = [];
    private RemoteWatcher? _watcher;

    private bool WatchesAny
    {
        get
        {
            lock (_watching)
            {
                return _watching.Count > 0;
            }
        }
    }

    public void Watch(RemoteActorRef watchee, IInternalActorRef watcher)
    {
        var address = watchee.OnWire;
        lock (_watching)
        {
            if (!_watching.TryGetValue(address, out var entry))
            {
                _watching[address] = entry = (watchee, []);
            }

            entry.Watchers.Add(watcher);
        }

        // Said again on every new connection, so that neither it nor the answer can get lost for good.
        _outbox.Add(new Frame.Watch(address));
        EnsureRunning();
    }

    public void Unwatch(RemoteActorRef watchee, IInternalActorRef watcher)
    {
        var address = watchee.OnWire;
        lock (_watching)
        {
            if (!_watching.TryGetValue(address, out var entry) || !entry.Watchers.Remove(watcher) || entry.Watchers.Count > 0)
            {
                return;
            }

            _watching.Remove(address);
        }

        _outbox.Add(new Frame.Unwatch(address));
        EnsureRunning();
    }

    public void TellDeath(ActorAddress actor, bool existenceConfirmed)
    {
        _outbox.Add(new Frame.Terminated(actor, existenceConfirmed));
        EnsureRunning();
    }

    private List<ActorAddress> Watched()
    {
        lock (_watching)
        {
            return [.. _watching.Keys];
        }
    }

    private void WatchedBy(PeerIdentity peer, ActorAddress watchee)
    {
        if (_remoting.FindLocal(watchee) is not { } actor)
        {
            TellDeath(watchee, existenceConfirmed: false);
            return;
        }

        lock (_watching)
        {
            _watcher ??= new RemoteWatcher(this, _remoting.System, new ActorPath(Address, "/").Child("watcher", peer.Uid));
        }

        _watcher.Watch(actor);
    }

    private void UnwatchedBy(ActorAddress watchee)
    {
        if (_remoting.FindLocal(watchee) is { } actor)
        {
            _watcher?.Unwatch(actor);
        }
    }

    private void Died(ActorAddress actor, bool existenceConfirmed)
    {
        (RemoteActorRef Watchee, HashSet<IInternalActorRef> Watchers) entry;
        lock (_watching)
        {
            if (!_watching.Remove(actor, out entry))
            {
                return;
            }
        }

        foreach (var watcher in entry.Watchers)
        {
            watcher.SendSystemMessage(new SystemMessage.DeathWatchNotification(entry.Watchee, existenceConfirmed));
        }
    }

    /// <summary>This incarnation of the peer is gone, as far as anyone here can know: with all its actors, and all that they watched.</summary>
    private void ForgetPeer()
    {
        List<(RemoteActorRef Watchee, HashSet<IInternalActorRef> Watchers)> lost;
        RemoteWatcher? gone;
        lock (_watching)
        {
            lost = [.. _watching.Values];
            _watching.Clear();
            (gone, _watcher) = (_watcher, null);
        }

        lock (_inbound)
        {
            _inboundSession = 0;
        }

        gone?.UnwatchAll();
        foreach (var (watchee, watchers) in lost)
        {
            foreach (var watcher in watchers)
            {
                watcher.SendSystemMessage(new SystemMessage.DeathWatchNotification(watchee, existenceConfirmed: false));
            }
        }
    }
}
