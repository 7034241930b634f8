using System.Net.Sockets;

namespace Akka.Remote;

/// <summary>A connection whose other end has proved itself.</summary>
internal sealed class Connection(Stream stream, PeerIdentity peer) : IDisposable
{
    private readonly CancellationTokenSource _closed = new();

    public Stream Stream => stream;

    public PeerIdentity Peer => peer;

    public CancellationToken Closed => _closed.Token;

    public bool IsOpen => !_closed.IsCancellationRequested;

    /// <summary>The latest Begin that came over it; 0 before. Touched by its reader alone.</summary>
    public long Session { get; set; }

    public void Dispose()
    {
        if (_closed.IsCancellationRequested)
        {
            return;
        }

        _closed.Cancel();
        stream.Dispose();
    }

    /// <summary>Whether an exception means no more than that a connection ended.</summary>
    public static bool IsEnd(Exception error) =>
        error is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException;
}
