using System.Net;
using System.Net.Sockets;
using Akka.Event;

namespace Akka.Remote;

/// <summary>The port. Whoever connects has a short time to prove itself; whoever does not is dropped, and nobody else notices.</summary>
internal sealed class Listener : IDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly Remoting _remoting;
    private readonly Socket _socket;
    private readonly LogLimit _refused = new(5, TimeSpan.FromSeconds(30));

    // Under its own lock: the oldest first.
    private readonly LinkedList<Socket> _halfOpen = [];

    /// <exception cref="SocketException">The address cannot be listened at.</exception>
    public Listener(Remoting remoting)
    {
        _remoting = remoting;
        var address = remoting.Settings.ListenAddress();
        _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(address, remoting.Settings.Port));
        _socket.Listen(512);
    }

    public EndPoint LocalEndpoint => _socket.LocalEndPoint!;

    public int Port => ((IPEndPoint)LocalEndpoint).Port;

    public void Start() => _ = Task.Run(Accept);

    public void Dispose()
    {
        _socket.Dispose();
        lock (_halfOpen)
        {
            foreach (var socket in _halfOpen)
            {
                socket.Dispose();
            }
        }
    }

    private async Task Accept()
    {
        while (!_remoting.Stopped.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(_remoting.Stopped).ConfigureAwait(false);
                _ = Welcome(socket, Enter(socket));
            }
            catch (Exception failure) when (failure is ObjectDisposedException or OperationCanceledException || _remoting.Stopped.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException failure)
            {
                Refused("someone", failure.Message);
                await Task.Delay(AfterFailure).ConfigureAwait(false);
            }
        }
    }

    private LinkedListNode<Socket> Enter(Socket socket)
    {
        lock (_halfOpen)
        {
            if (_halfOpen.Count >= _remoting.Settings.MaxHalfOpen)
            {
                // The oldest, because an honest peer is through within moments.
                _halfOpen.First!.Value.Dispose();
                _halfOpen.RemoveFirst();
            }

            return _halfOpen.AddLast(socket);
        }
    }

    private void Leave(LinkedListNode<Socket> entry)
    {
        lock (_halfOpen)
        {
            if (entry.List is not null)
            {
                _halfOpen.Remove(entry);
            }
        }
    }

    private async Task Welcome(Socket socket, LinkedListNode<Socket> entry)
    {
        var from = "someone";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_remoting.Stopped);
        limit.CancelAfter(_remoting.Settings.HandshakeTimeout);
        try
        {
            from = (socket.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? from;
            socket.NoDelay = true;
            var stream = await Tls.Accept(new NetworkStream(socket, ownsSocket: true), _remoting.Settings, limit.Token).ConfigureAwait(false);
            var peer = await Handshake.Accept(stream, _remoting.Self, _remoting.Settings.Secret, limit.Token).ConfigureAwait(false);
            Leave(entry);
            _remoting.Peer(_remoting.AddressOf(peer)).Adopt(new Connection(stream, peer), inbound: true);
        }
        catch (Exception failure)
        {
            Leave(entry);
            socket.Dispose();
            if (!_remoting.Stopped.IsCancellationRequested)
            {
                Refused(from, failure switch
                {
                    FrameException => $"sent {failure.Message}",
                    OperationCanceledException or ObjectDisposedException => "did not prove itself in time",
                    EndOfStreamException => "went away before it had proved itself",
                    _ => failure.Message,
                });
            }
        }
    }

    private void Refused(string who, string reason)
    {
        if (_refused.Allows(out var withheld))
        {
            _remoting.System.Log.Warning("A connection from {0} is dropped: it {1} ({2} more like this before)", who, reason, withheld);
        }
    }
}
