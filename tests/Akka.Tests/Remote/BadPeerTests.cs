using System.Net;
using System.Net.Sockets;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Remote;

[Collection(Network.Name)]
public sealed class BadPeerTests
{
    public static TheoryData<string, byte[]> Garbage() => new()
    {
        { "nothing", [] },
        { "zeros", new byte[4096] },
        { "a frame of 2 GiB", [0x7f, 0xff, 0xff, 0xff, 1, 2, 3] },
        { "a request", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray() },
        { "a TLS hello", [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03] },
    };

    [Theory, MemberData(nameof(Garbage))]
    public async Task Garbage_on_the_port_disturbs_nobody(string name, byte[] garbage)
    {
        await using var pair = await Pair.Start();
        using var stranger = await Connect(pair);
        await stranger.GetStream().WriteAsync(garbage);
        stranger.Client.Shutdown(SocketShutdown.Send);

        Assert.NotNull(name);
        await pair.Ping();
    }

    [Fact]
    public async Task Random_bytes_on_many_connections_disturb_nobody()
    {
        await using var pair = await Pair.Start();
        var random = new Random(4711);
        for (var i = 0; i < 200; i++)
        {
            using var stranger = await Connect(pair);
            var noise = new byte[random.Next(1, 512)];
            random.NextBytes(noise);
            noise[0] = 0;
            await stranger.GetStream().WriteAsync(noise);
        }

        await pair.Ping();
    }

    [Fact]
    public async Task A_thousand_idle_connections_disturb_nobody()
    {
        await using var pair = await Pair.Start();
        var strangers = new List<TcpClient>();
        for (var i = 0; i < 1000; i++)
        {
            strangers.Add(await Connect(pair));
        }

        await pair.Ping();
        await using var late = await Member.Guest(new MemberOptions(Member.FreePort(), Port(pair)));
        Assert.Equal(new Parcel("pong"), await global::Akka.Actor.Futures.Ask<Parcel>(late.Proxy, new Parcel("ping"), Probe.Patience));
        strangers.ForEach(stranger => stranger.Dispose());
    }

    private static int Port(Pair pair) => global::Akka.Cluster.Cluster.Get(pair.Keeper.System).SelfUniqueAddress.Address.Port!.Value;

    private static async Task<TcpClient> Connect(Pair pair)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port(pair));
        return client;
    }
}
