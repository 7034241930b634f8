using System.Diagnostics;
using Akka.Event;

namespace Akka.Remote;

/// <summary>The loop that connects and writes, and the readers.</summary>
internal sealed partial class Association
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _inbound = new();
    private readonly LogLimit _bad = new(5, TimeSpan.FromMinutes(1));
    private long _inboundSession;

    private bool IsWanted => !_ended && (!_outbox.IsEmpty || WatchesAny);

    private async Task Run()
    {
        try
        {
            while (await Connect().ConfigureAwait(false) is { } connection)
            {
                await Write(connection).ConfigureAwait(false);
                Close(connection);
            }
        }
        catch (Exception failure)
        {
            _remoting.System.Log.Error(failure, "The association with {0} failed: {1}", Address, failure.Message);
        }

        lock (_lock)
        {
            _running = false;
        }

        // Something may have come between the last look and the line above.
        if (IsWanted || Current() is not null)
        {
            EnsureRunning();
        }
    }

    private Connection? Current()
    {
        lock (_lock)
        {
            return _connections.FirstOrDefault(connection => connection.IsOpen);
        }
    }

    /// <summary>A connection to write to; null where none is wanted any more.</summary>
    private async Task<Connection?> Connect()
    {
        var since = Stopwatch.GetTimestamp();
        var delay = ShortestDelay;
        while (true)
        {
            if (Current() is { } open)
            {
                return open;
            }

            if (!IsWanted)
            {
                return null;
            }

            try
            {
                Adopt(await _remoting.Dial(Address).ConfigureAwait(false), inbound: false);
                continue;
            }
            catch (Exception failure) when (Connection.IsEnd(failure) || failure is FrameException)
            {
                _remoting.System.EventStream.Publish(new AssociationErrorEvent(failure, Address));
            }

            if (Stopwatch.GetElapsedTime(since) > _remoting.Settings.AcceptablePause)
            {
                GiveUp(LogLevel.WarningLevel, "it cannot be reached");
                return null;
            }

            using var wait = CancellationTokenSource.CreateLinkedTokenSource(_remoting.Stopped);
            wait.CancelAfter(delay);
            await WaitForConnection(wait.Token).ConfigureAwait(false);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    private async Task WaitForConnection(CancellationToken cancel)
    {
        try
        {
            while (Current() is null)
            {
                await _outbox.Wait(cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Time for the next attempt.
        }
    }

    private async Task Write(Connection connection)
    {
        var batch = new MemoryStream();
        batch.Write(FrameCodec.Write(new Frame.Begin(_remoting.NextSession())));
        foreach (var watchee in Watched())
        {
            batch.Write(FrameCodec.Write(new Frame.Watch(watchee)));
        }

        try
        {
            while (connection.IsOpen)
            {
                _outbox.Take(batch, BatchBytes);
                if (batch.Length > 0)
                {
                    await connection.Stream.WriteAsync(batch.GetBuffer().AsMemory(0, (int)batch.Length), connection.Closed).ConfigureAwait(false);
                    await connection.Stream.FlushAsync(connection.Closed).ConfigureAwait(false);
                    batch.SetLength(0);
                    continue;
                }

                if (_ended)
                {
                    _written.TrySetResult();
                }

                await _outbox.Wait(connection.Closed).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (Connection.IsEnd(failure))
        {
            // The reader says why, and the loop goes on with another connection.
        }
    }

    private async Task Read(Connection connection)
    {
        try
        {
            while (true)
            {
                var body = await FrameStream.Read(connection.Stream, _remoting.Settings.MaxFrameBytes, connection.Closed).ConfigureAwait(false);
                Volatile.Write(ref _silentBeats, 0);
                var frame = FrameCodec.Read(body);
                if (frame is Frame.Farewell)
                {
                    GiveUp(LogLevel.InfoLevel, "it has ended");
                    return;
                }

                Receive(connection, frame);
            }
        }
        catch (Exception failure) when (Connection.IsEnd(failure))
        {
            if (connection.IsOpen)
            {
                _remoting.System.Log.Debug("The connection to {0} broke: {1}", Address, failure.Message);
            }
        }
        catch (FrameException failure)
        {
            if (_bad.Allows(out var withheld))
            {
                _remoting.System.Log.Warning("{0} sent {1}; the connection is dropped ({2} more like this before)", Address, failure.Message, withheld);
            }
        }
        catch (Exception failure)
        {
            _remoting.System.Log.Error(failure, "Reading from {0} failed: {1}", Address, failure.Message);
        }

        Close(connection);
    }

    private void Receive(Connection connection, Frame frame)
    {
        lock (_inbound)
        {
            if (frame is Frame.Begin begin)
            {
                connection.Session = begin.Session;
                _inboundSession = Math.Max(_inboundSession, begin.Session);
                return;
            }

            if (connection.Session < _inboundSession || connection.Session == 0 || !connection.IsOpen)
            {
                return;
            }

            switch (frame)
            {
                case Frame.Heartbeat:
                    break;
                case Frame.Message message:
                    _remoting.Deliver(this, message);
                    break;
                case Frame.Watch watch:
                    WatchedBy(connection.Peer, watch.Watchee);
                    break;
                case Frame.Unwatch unwatch:
                    UnwatchedBy(unwatch.Watchee);
                    break;
                case Frame.Terminated terminated:
                    Died(terminated.Actor, terminated.ExistenceConfirmed);
                    break;
                default:
                    throw new FrameException($"a {frame.GetType().Name} after the handshake");
            }
        }
    }
}
