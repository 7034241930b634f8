using System.Net;
using System.Net.Sockets;

namespace Sweep.Cli.Drill;

/// <summary>Stands before one member of a cluster, at the address by which the others know it, and does to each connection what its link does.</summary>
public sealed class LinkProxy : IDisposable
{
    private const int ChunkBytes = 16 << 10;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    private readonly string member;
    private readonly Func<int, string?> callerOf;
    private readonly Links links;
    private readonly DnsEndPoint behind;
    private readonly TcpListener listener;
    private readonly CancellationTokenSource over = new();

    /// <param name="member">Who is behind it.</param>
    /// <param name="callerOf">The member that has the port at the other end of a connection; null when it is none.</param>
    /// <exception cref="SocketException">The address is taken.</exception>
    public LinkProxy(string member, IPEndPoint at, DnsEndPoint behind, Func<int, string?> callerOf, Links links)
    {
        (this.member, this.behind, this.callerOf, this.links) = (member, behind, callerOf, links);
        listener = new TcpListener(at);
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose()
    {
        over.Cancel();
        listener.Dispose();
    }

    private async Task Accept()
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                _ = Carry(await listener.AcceptTcpClientAsync(over.Token));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The loop's condition says whether that was the last.
            }
        }
    }

    private async Task Carry(TcpClient near)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        using var far = new TcpClient();
        using var twin = new TcpClient();
        using (near)
        {
            try
            {
                // A process that has just hung up is nobody: what it said is no loss.
                var caller = await Task.Run(() => callerOf(((IPEndPoint)near.Client.RemoteEndPoint!).Port)) ?? "";
                await Passable(caller, closing.Token);
                await Connect(far, closing.Token);
                if (links.Between(caller, member) == LinkState.Doubled)
                {
                    await Connect(twin, closing.Token);
                }

                var there = Pump(near, far, twin, caller, closing.Token);
                var back = Pump(far, near, null, caller, closing.Token);
                await await Task.WhenAny(there, back, CutOff(caller, closing.Token));
            }
            catch (Exception end) when (
                end is SocketException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException or TimeoutException)
            {
                // The link is cut, or one of both has hung up: the other hears it now.
            }

            await closing.CancelAsync();
        }
    }

    private async Task Connect(TcpClient client, CancellationToken closing)
    {
        client.NoDelay = true;
        await client.ConnectAsync(behind.Host, behind.Port, closing).AsTask().WaitAsync(ConnectLimit, closing);
    }

    private async Task Pump(TcpClient from, TcpClient to, TcpClient? twin, string caller, CancellationToken closing)
    {
        var chunk = new byte[ChunkBytes];
        while (await from.GetStream().ReadAsync(chunk, closing) is > 0 and var count)
        {
            await Passable(caller, closing);
            if (twin is { Connected: true })
            {
                await Ignoring(twin.GetStream().WriteAsync(chunk.AsMemory(0, count), closing));
            }

            await to.GetStream().WriteAsync(chunk.AsMemory(0, count), closing);
        }
    }

    /// <summary>Returns when something may pass.</summary>
    /// <exception cref="IOException">The link is cut.</exception>
    private async Task Passable(string caller, CancellationToken closing)
    {
        while (true)
        {
            var changed = links.Changed;
            switch (links.Between(caller, member))
            {
                case LinkState.Cut:
                    throw new IOException("The link is cut.");
                case LinkState.Silent:
                    await changed.WaitAsync(closing);
                    break;
                case LinkState.Slow:
                    await Task.Delay(Delay, closing);
                    return;
                default:
                    return;
            }
        }
    }

    private async Task CutOff(string caller, CancellationToken closing)
    {
        while (true)
        {
            var changed = links.Changed;
            if (links.Between(caller, member) == LinkState.Cut)
            {
                return;
            }

            await changed.WaitAsync(closing);
        }
    }

    private static async Task Ignoring(ValueTask write)
    {
        try
        {
            await write;
        }
        catch (IOException)
        {
            // The second of two equal connections may be refused.
        }
    }
}
