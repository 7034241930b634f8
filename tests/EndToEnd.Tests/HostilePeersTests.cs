using System.Security.Cryptography;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>Whoever else comes to the ports of coordinator and node is logged, not too often, and dropped; the sweep goes on.</summary>
public sealed class HostilePeersTests(CalmSweep calm) : IClassFixture<CalmSweep>, IDisposable
{
    // Five in half a minute for each listener and each peer, as long as the test lasts.
    private const int MostLines = 60;

    private static readonly string Secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    private readonly TemporaryCertificates certificates = new();

    public void Dispose() => certificates.Dispose();

    [Fact]
    public async Task Strangers_on_its_ports_do_not_disturb_a_sweep()
    {
        var environment = new Dictionary<string, string> { ["SWEEP_SECRET"] = Secret };
        using var cluster = new Cluster(variables: environment);
        using var overheard = new RecordingRelay(cluster.CoordinatorPort, cluster.CoordinatorPort);
        var (coordinator, node, other) = (await cluster.Coordinator(publicHost: RecordingRelay.Host), await cluster.Node("one"), await cluster.Node("other"));
        await cluster.Submit(CalmSweep.Study);
        await coordinator.Line(line => line.Contains("starts in one/"));

        Assert.NotEmpty(overheard.FirstCaller);
        foreach (var (port, listener) in ((int, SweepProcess)[])[(cluster.CoordinatorPort, coordinator), (cluster.NodePort("one"), node)])
        {
            await Stranger.Says(port, [0x7f, 0xff, 0xff, 0xff, 1, 2, 3]);
            await Dropped(listener, "a frame of 2147483647 bytes");
            await Stranger.Says(port, [0, 0, 1, 0, 0xee, .. RandomNumberGenerator.GetBytes(300)]);
            await Dropped(listener, "unknown kind 238");
            await Stranger.Says(port, overheard.FirstCaller);
            await Dropped(listener, "another secret");
        }

        cluster.Stranger("stranger", new Dictionary<string, string> { ["SWEEP_SECRET"] = Secret[1..] + "x" });
        await Dropped(coordinator, "another secret", times: 2);
        using var idle = Stranger.Crowd(cluster.CoordinatorPort, 1000);
        using var alsoIdle = Stranger.Crowd(cluster.NodePort("other"), 1000);
        await Ended(coordinator);
        await Dropped(other, "from 127.0.0.1"); // Nobody else came there.

        Assert.Equal(calm.End, await cluster.Verified(calm.End.Sweep));
        AreLogged(coordinator);
        AreLogged(node);
        AreLogged(other);
        Assert.DoesNotContain("Node stranger is here", coordinator.Error);
        Assert.DoesNotContain(Secret, coordinator.Error + node.Error);
    }

    [Fact]
    public async Task Who_speaks_plainly_on_an_encrypted_port_does_not_disturb_a_sweep()
    {
        var environment = new Dictionary<string, string>
        {
            ["SWEEP_SECRET"] = Secret,
            ["SWEEP_TLS_CERT"] = certificates.Certificate,
            ["SWEEP_TLS_KEY"] = certificates.Key,
        };
        using var cluster = new Cluster(variables: environment);
        var (coordinator, node) = (await cluster.Coordinator(), await cluster.Node("one"));
        await cluster.Submit(Studies.Small("2"));
        await coordinator.Line(line => line.Contains("starts in one/"));

        foreach (var (port, listener) in ((int, SweepProcess)[])[(cluster.CoordinatorPort, coordinator), (cluster.NodePort("one"), node)])
        {
            await Stranger.Says(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            await Dropped(listener, "from 127.0.0.1");
            await Stranger.Says(port, RandomNumberGenerator.GetBytes(300));
            await Dropped(listener, "from 127.0.0.1", times: 2);
        }

        cluster.Stranger("stranger", new Dictionary<string, string> { ["SWEEP_SECRET"] = Secret });
        await Dropped(coordinator, "from 127.0.0.1", times: 3);
        await Ended(coordinator);

        Assert.Equal(2, (await cluster.Verified("small-1")).Completed);
        AreLogged(coordinator);
        AreLogged(node);
        Assert.DoesNotContain("Node stranger is here", coordinator.Error);
    }

    private static Task Ended(SweepProcess coordinator) => coordinator.Line(line => line.Contains("has ended"));

    // What a stranger did is said, each time that it happens, as often as one may say it.
    private static Task Dropped(SweepProcess listener, string reason, int times = 1)
    {
        var left = times;
        return listener.Line(line => line.Contains("is dropped") && line.Contains(reason) && --left == 0);
    }

    private static void AreLogged(SweepProcess process) =>
        Assert.InRange(process.Error.Split('\n').Count(line => line.Contains("is dropped") || line.Contains("is given up")), 1, MostLines);
}
