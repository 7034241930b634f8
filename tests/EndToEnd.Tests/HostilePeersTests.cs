using System.Security.Cryptography;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>Whoever else comes to the ports of coordinator and node is logged, not too often, and dropped; the sweep goes on.</summary>
public sealed class HostilePeersTests : IDisposable
{
    private static readonly string Study = Studies.Gated(gateAt: 3);

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
        using var overheard = new RecordingRelay(cluster.CoordinatorPort(), cluster.CoordinatorPort());
        var (coordinator, node, other) = (await cluster.Coordinator(publicHost: RecordingRelay.Host), await cluster.Node("one"), await cluster.Node("other"));
        await cluster.Submit(Study);
        await coordinator.Line(line => line.Contains("starts in one/"));

        Assert.NotEmpty(overheard.FirstCaller);
        foreach (var (port, listener) in ((int, SweepProcess)[])[(cluster.CoordinatorPort(), coordinator), (cluster.NodePort("one"), node)])
        {
            await DroppedFor(listener, port, [0x7f, 0xff, 0xff, 0xff, 1, 2, 3], "a frame of 2147483647 bytes");
            await DroppedFor(listener, port, [0, 0, 1, 0, 0xee, .. RandomNumberGenerator.GetBytes(300)], "unknown kind 238");
            await DroppedFor(listener, port, overheard.FirstCaller, "another secret");
        }

        var before = Count(coordinator, "another secret");
        cluster.Stranger("stranger", new Dictionary<string, string> { ["SWEEP_SECRET"] = Secret[1..] + "x" });
        await Dropped(coordinator, "another secret", before + 1);
        using var idle = Stranger.Crowd(cluster.CoordinatorPort(), 1000);
        using var alsoIdle = Stranger.Crowd(cluster.NodePort("other"), 1000);
        await Dropped(other, "from 127.0.0.1", times: 1); // Nobody else came there.
        await Ended(cluster, coordinator);

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
        await cluster.Submit(Study);
        await coordinator.Line(line => line.Contains("starts in one/"));

        foreach (var (port, listener) in ((int, SweepProcess)[])[(cluster.CoordinatorPort(), coordinator), (cluster.NodePort("one"), node)])
        {
            await DroppedFor(listener, port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), "from 127.0.0.1");
            await DroppedFor(listener, port, RandomNumberGenerator.GetBytes(300), "from 127.0.0.1");
        }

        var before = Count(coordinator, "from 127.0.0.1");
        cluster.Stranger("stranger", new Dictionary<string, string> { ["SWEEP_SECRET"] = Secret });
        await Dropped(coordinator, "from 127.0.0.1", before + 1);
        await Ended(cluster, coordinator);

        AreLogged(coordinator);
        AreLogged(node);
        Assert.DoesNotContain("Node stranger is here", coordinator.Error);
    }

    private static async Task Ended(Cluster cluster, SweepProcess coordinator)
    {
        cluster.OpenGate();
        await coordinator.Line(line => line.Contains("has ended"));
        var end = await Undisturbed.End(Study);
        Assert.Equal(end, await cluster.Verified(end.Sweep));
    }

    // Until the listener says why: one that was slow has another reason, and one that has said much says nothing for a while.
    private static async Task DroppedFor(SweepProcess listener, int port, byte[] words, string reason)
    {
        var before = Count(listener, reason);
        await Moments.Until(async () =>
        {
            await Stranger.Says(port, words);
            await Task.WhenAny(Dropped(listener, reason, before + 1), Moments.After(TimeSpan.FromSeconds(10)));
            return Count(listener, reason) > before;
        });
    }

    private static Task Dropped(SweepProcess listener, string reason, int times)
    {
        var left = times;
        return listener.Line(line => IsDropped(line, reason) && --left == 0);
    }

    private static int Count(SweepProcess listener, string reason) => listener.Error.Split('\n').Count(line => IsDropped(line, reason));

    private static bool IsDropped(string line, string reason) => line.Contains("is dropped") && line.Contains(reason);

    private static void AreLogged(SweepProcess process) =>
        Assert.InRange(process.Error.Split('\n').Count(line => line.Contains("is dropped") || line.Contains("is given up")), 1, MostLines);
}
