using System.Net;
using System.Net.Sockets;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>Stands before a port of loopback at an address of its own, and keeps what the first caller said.</summary>
internal sealed class RecordingRelay : IDisposable
{
    public const string Host = "127.0.3.1";

    private readonly TcpListener listener;
    private readonly int behind;
    private readonly MemoryStream first = new();
    private bool hasCaller;

    public RecordingRelay(int port, int behind)
    {
        this.behind = behind;
        listener = new TcpListener(IPAddress.Parse(Host), port);
        listener.Start();
        _ = Accept();
    }

    public byte[] FirstCaller
    {
        get
        {
            lock (first)
            {
                return first.ToArray();
            }
        }
    }

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync();
                _ = Carry(near, isFirst: !hasCaller);
                hasCaller = true;
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Carry(TcpClient near, bool isFirst)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, behind);
                await Task.WhenAny(Copy(near.GetStream(), far.GetStream(), isFirst), Copy(far.GetStream(), near.GetStream(), isKept: false));
            }
            catch (Exception end) when (end is SocketException or IOException or ObjectDisposedException)
            {
                // One of both has hung up.
            }
        }
    }

    private async Task Copy(NetworkStream from, NetworkStream to, bool isKept)
    {
        var chunk = new byte[4096];
        while (await from.ReadAsync(chunk) is > 0 and var count)
        {
            if (isKept)
            {
                lock (first)
                {
                    first.Write(chunk, 0, count);
                }
            }

            await to.WriteAsync(chunk.AsMemory(0, count));
        }
    }
}
