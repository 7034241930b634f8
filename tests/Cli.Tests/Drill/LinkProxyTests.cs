using System.Net;
using System.Net.Sockets;
using Sweep.Cli.Drill;

namespace Sweep.Cli.Tests.Drill;

/// <summary>A caller, the proxy, and a listener behind it that says everything again.</summary>
public sealed class LinkProxyTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> callers = [];
    private readonly Links links = new();
    private readonly LinkProxy proxy;
    private volatile int heard;

    public LinkProxyTests()
    {
        listener.Start();
        _ = Echo();
        proxy = Proxy("b");
    }

    public void Dispose()
    {
        callers.ForEach(caller => caller.Dispose());
        proxy.Dispose();
        listener.Dispose();
    }

    [Fact]
    public async Task What_is_said_over_an_open_link_arrives()
    {
        var caller = await Call();

        Assert.Equal(7, await Say(caller, 7));
    }

    [Fact]
    public async Task A_link_that_is_cut_breaks_and_is_there_again_later()
    {
        var caller = await Call();
        await Say(caller, 1);

        links.Set("b", "a", LinkState.Cut);

        Assert.Null(await Hear(caller));
        Assert.Null(await Hear(await Call()));
        links.Set("a", "b", LinkState.Open);
        Assert.Equal(2, await Say(await Call(), 2));
    }

    [Fact]
    public async Task What_is_said_over_a_silent_link_arrives_when_it_is_open_again()
    {
        var caller = await Call();
        await Say(caller, 1);

        links.Set("a", "b", LinkState.Silent);
        await caller.GetStream().WriteAsync(new byte[] { 2 });
        var answer = Hear(caller);

        // Meanwhile something goes all the way there and back over another link.
        using var other = Proxy("c");
        Assert.Equal(3, await Say(await Call(other), 3));
        Assert.Equal(2, heard);
        links.Set("a", "b", LinkState.Open);
        Assert.Equal(2, await answer);
    }

    [Fact]
    public async Task Another_link_is_another_matter()
    {
        links.Set("b", "c", LinkState.Cut);

        Assert.Equal(3, await Say(await Call(), 3));
    }

    [Fact]
    public async Task Over_a_doubled_link_everything_arrives_twice_and_is_answered_once()
    {
        links.Set("a", "b", LinkState.Doubled);
        var caller = await Call();

        Assert.Equal(5, await Say(caller, 5));
        Assert.Equal(6, await Say(caller, 6));
        await Until(() => heard == 4);
    }

    [Fact]
    public async Task The_kernel_tells_who_made_a_connection()
    {
        var caller = await Call();
        await Say(caller, 1);

        Assert.Equal(Environment.ProcessId, SocketOwner.Of(((IPEndPoint)caller.Client.LocalEndPoint!).Port, proxy.Port, [1, Environment.ProcessId]));
        Assert.Null(SocketOwner.Of(1, proxy.Port, [Environment.ProcessId]));
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private LinkProxy Proxy(string member) =>
        new(member, new IPEndPoint(IPAddress.Loopback, 0), new DnsEndPoint("127.0.0.1", Port(listener)), _ => "a", links);

    private async Task<TcpClient> Call(LinkProxy? over = null)
    {
        var caller = new TcpClient();
        callers.Add(caller);
        await caller.ConnectAsync(IPAddress.Loopback, (over ?? proxy).Port);
        return caller;
    }

    private static async Task<int?> Say(TcpClient caller, byte word)
    {
        await caller.GetStream().WriteAsync(new[] { word });
        return await Hear(caller);
    }

    /// <returns>Null when the connection has ended.</returns>
    private static async Task<int?> Hear(TcpClient caller)
    {
        using var limit = new CancellationTokenSource(Limit);
        var word = new byte[1];
        try
        {
            return await caller.GetStream().ReadAsync(word, limit.Token) == 0 ? null : word[0];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task Echo()
    {
        try
        {
            while (true)
            {
                _ = Answer(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Answer(TcpClient client)
    {
        using (client)
        {
            try
            {
                var word = new byte[1];
                while (await client.GetStream().ReadAsync(word) > 0)
                {
                    Interlocked.Increment(ref heard);
                    await client.GetStream().WriteAsync(word);
                }
            }
            catch (IOException)
            {
                // The caller has hung up.
            }
        }
    }
}
