using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Sweep.Akka.Tests.Support;

/// <summary>Stands between two systems on loopback and can cut what goes through it.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly CancellationTokenSource _over = new();
    private volatile bool _refuses;

    public CuttingProxy()
    {
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Where it leads; known only after the system behind it has its port.</summary>
    public int Behind { get; set; }

    /// <summary>Breaks all connections; new ones are let through.</summary>
    public void Cut()
    {
        foreach (var connection in _open.Keys)
        {
            connection.Close();
        }
    }

    /// <summary>Breaks all connections, and every new one.</summary>
    public void CutForGood()
    {
        _refuses = true;
        Cut();
    }

    public void Heal() => _refuses = false;

    public void Dispose()
    {
        _over.Cancel();
        _listener.Stop();
        Cut();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync(_over.Token);
                if (_refuses)
                {
                    near.Close();
                    continue;
                }

                _ = Carry(near);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Carry(TcpClient near)
    {
        using var far = new TcpClient();
        _open[near] = true;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, Behind);
            _open[far] = true;
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception end) when (end is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or the system behind it is gone.
        }

        near.Close();
        far.Close();
        _open.TryRemove(near, out _);
        _open.TryRemove(far, out _);
    }
}
