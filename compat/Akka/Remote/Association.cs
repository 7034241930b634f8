using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>All that this system has to do with one other: what waits for it, who watches whom, and how long it has been silent.</summary>
/// <remarks>
/// A loop runs while there is a connection or something to say. It writes to one connection at a time, one that the peer made or one of its
/// own, and begins a new session on each, so that what an older connection still holds is not delivered after what the newer one brought.
/// When connections break, it makes new ones for as long as the peer may be silent; then the peer is given up: who watches its actors hears
/// that they are gone, what waits becomes dead letters. It may come back at any time.
/// </remarks>
internal sealed partial class Association
{
    private const int BatchBytes = 64 << 10;

    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    private readonly Remoting _remoting;
    private readonly Outbox _outbox;
    private readonly LogLimit _dropped = new(3, TimeSpan.FromSeconds(30));

    // Under the lock.
    private readonly Lock _lock = new();
    private readonly List<Connection> _connections = [];
    private long _uid;
    private bool _running;
    private bool _ended;

    // Any thread.
    private int _silentBeats;

    public Association(Remoting remoting, Address address)
    {
        (_remoting, Address) = (remoting, address);
        _outbox = new Outbox(remoting.Settings.MaxQueued, remoting.Settings.MaxQueuedBytes);
    }

    public Address Address { get; }

    public void Send(RemoteActorRef recipient, object message, IActorRef? sender)
    {
        byte[] bytes;
        try
        {
            bytes = _remoting.Serialize(recipient, message, sender);
        }
        catch (Exception failure)
        {
            _remoting.System.Log.Error(failure, "A {0} cannot be sent to {1}: {2}", message.GetType().Name, recipient, failure.Message);
            _remoting.System.PublishDeadLetter(message, sender, recipient);
            return;
        }

        if (_ended || !_outbox.TryAdd(new Outbound(bytes, message, recipient, sender)))
        {
            if (_dropped.Allows(out var withheld))
            {
                _remoting.System.Log.Warning(
                    "What waits for {0} is more than may wait: a {1} is dropped, {2} before it", Address, message.GetType().Name, withheld);
            }

            _remoting.System.PublishDeadLetter(message, sender, recipient);
            return;
        }

        EnsureRunning();
    }

    /// <summary>Takes a connection that the peer or this side made, and reads from it.</summary>
    /// <param name="inbound">Whether the peer made it.</param>
    public void Adopt(Connection connection, bool inbound)
    {
        List<Connection> replaced = [];
        bool reborn;
        lock (_lock)
        {
            reborn = _uid != 0 && _uid != connection.Peer.Uid;
            if (reborn)
            {
                replaced.AddRange(_connections);
                _connections.Clear();
            }

            _uid = connection.Peer.Uid;
            _connections.Add(connection);
        }

        replaced.ForEach(old => old.Dispose());
        if (reborn)
        {
            _remoting.System.Log.Info("{0} is a new process", Address);
            ForgetPeer();
        }

        Volatile.Write(ref _silentBeats, 0);
        _remoting.System.EventStream.Publish(new AssociatedEvent(Address));
        _outbox.Signal();
        EnsureRunning();
        _ = Read(connection);
    }

    /// <summary>Once per heartbeat interval.</summary>
    /// <remarks>Silence is counted in beats, not by a clock: a process that was stopped for a while has not listened either.</remarks>
    public void Beat()
    {
        bool connected;
        lock (_lock)
        {
            connected = _connections.Count > 0;
        }

        if (!connected)
        {
            return;
        }

        var silence = Interlocked.Increment(ref _silentBeats) * _remoting.Settings.HeartbeatInterval;
        if (silence > _remoting.Settings.AcceptablePause)
        {
            GiveUp(LogLevel.WarningLevel, $"nothing came from it for {silence.TotalSeconds:F0} s");
            return;
        }

        _outbox.Add(new Frame.Heartbeat());
    }

    /// <summary>Says farewell, and waits a moment until what waits is sent.</summary>
    public async Task End(TimeSpan patience)
    {
        bool connected;
        lock (_lock)
        {
            _ended = true;
            connected = _connections.Count > 0;
        }

        if (connected)
        {
            _outbox.Add(new Frame.Farewell());
            using var limit = new CancellationTokenSource(patience);
            try
            {
                await _written.Task.WaitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // It hears of the end all the same, when the connection breaks.
            }
        }

        CloseAll();
    }

    private void EnsureRunning()
    {
        lock (_lock)
        {
            if (_running || (_ended && _connections.Count == 0))
            {
                return;
            }

            _running = true;
        }

        _ = Task.Run(Run);
    }

    private void CloseAll()
    {
        Connection[] all;
        lock (_lock)
        {
            all = [.. _connections];
            _connections.Clear();
        }

        foreach (var connection in all)
        {
            connection.Dispose();
        }
    }

    private void Close(Connection connection)
    {
        lock (_lock)
        {
            _connections.Remove(connection);
        }

        connection.Dispose();
        _outbox.Signal();
    }

    private void GiveUp(LogLevel level, string reason)
    {
        bool known;
        CloseAll();
        lock (_lock)
        {
            known = _uid != 0;
            _uid = 0;
        }

        // A seed that is not there yet is given up again and again, and each attempt was published.
        if (known)
        {
            _remoting.System.Logs.Publish(level, null, nameof(Remoting), typeof(Association), $"{Address} is given up: {reason}");
        }

        Volatile.Write(ref _silentBeats, 0);
        ForgetPeer();
        foreach (var lost in _outbox.TakeAll())
        {
            if (lost.Message is not null)
            {
                _remoting.System.PublishDeadLetter(lost.Message, lost.Sender, lost.Recipient!);
            }
        }

        _outbox.Signal();
    }
}
