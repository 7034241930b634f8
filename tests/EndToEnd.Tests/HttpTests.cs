using System.Net;
using System.Net.Sockets;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>A cluster that is asked over HTTP alone, by processes that have neither its root nor its database.</summary>
public sealed class HttpTests : IDisposable
{
    private const string Sweep = "waiting-1";
    private const int Runs = 4;

    /// <summary>Runs that take no processor, and do not end before the gate is open.</summary>
    private const string Study = """
        name: waiting
        dataset: synthetic-digits
        model: gated-noop
        epochs: 6
        objective: {metric: train_loss, goal: minimize}
        parameters:
          gate_at: 4
          milliseconds: 100
          x: {values: [1, 2, 3, 4]}
        """;

    private readonly Cluster cluster = new() { Token = "a-token-for-the-tests" };

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task A_sweep_is_submitted_watched_and_verified_over_http_while_a_node_is_drained()
    {
        var coordinator = await cluster.Coordinator();
        await coordinator.Line(line => line.Contains("In charge of"));
        await cluster.SubmitOverHttp(Study);
        var watch = cluster.Ask(0, withToken: true, "watch", Sweep);
        using var fromStore = SweepProcess.Start("watch", Sweep, "--root", cluster.Root);
        await Task.WhenAll(watch.Line(line => line.Contains("is watched")), fromStore.Line(line => line.Contains("is watched")));
        var (leaving, _) = (await cluster.Node("leaving"), await cluster.Node("staying"));
        await coordinator.Line(line => line.Contains("starts in leaving/"));
        await Task.WhenAll(watch.Line(line => line.Contains(" epoch ")), fromStore.Line(line => line.Contains(" epoch ")));

        var drained = await cluster.Asked(0, "drain", "leaving", "--wait");
        var nodes = await cluster.Shows("leaving,drained,1,1,0,", 0, "nodes", "--format", "csv");
        cluster.OpenGate();
        await Task.WhenAll(watch.Exit(), fromStore.Exit());

        Assert.Contains("node leaving is drained", drained.Out);
        Assert.Contains("staying,ready,1,", nodes.Out);
        Assert.False(leaving.HasExited);
        Assert.DoesNotContain("starts in leaving/", coordinator.Error[coordinator.Error.IndexOf("gets no more bundles", StringComparison.Ordinal)..]);
        var verified = await cluster.Verified(Sweep);
        Assert.Equal((Runs, Runs), (verified.Total, verified.Completed));
        Assert.All([watch, fromStore, await cluster.Asked(0, "verify", Sweep)], said => Assert.Equal(verified, FinalLine.Of(said)));
        Assert.Equal((0, 0), (watch.ExitCode, fromStore.ExitCode));
        Assert.All([watch, fromStore], said => Assert.Equal(verified.Total, CompletedRuns(said)));
    }

    [Fact]
    public async Task A_standby_answers_for_the_coordinator_and_who_watches_there_sees_the_sweep_to_its_end_when_that_is_killed()
    {
        var first = await cluster.Coordinator();
        await first.Line(line => line.Contains("In charge of"));
        await cluster.SubmitOverHttp(Study);
        var second = await cluster.Coordinator(1);
        await cluster.Probed(0, "/readyz", "ready, in charge\n");
        await cluster.Probed(1, "/readyz", "ready, standby\n");
        var watch = cluster.Ask(1, withToken: true, "watch", Sweep);
        await watch.Line(line => line.Contains("is watched"));
        await cluster.Node("one");
        await cluster.Shows("one,ready,", 1, "nodes", "--format", "csv");
        await watch.Line(line => line.Contains(" epoch "));

        await first.Kill();
        await second.Line(line => line.Contains("In charge of"));
        cluster.OpenGate();
        await watch.Exit();

        Assert.Equal(await cluster.Verified(Sweep), FinalLine.Of(watch));
        await cluster.Probed(1, "/healthz", "alive, in charge\n");
    }

    [Fact]
    public async Task Who_has_no_token_is_refused_and_told_which_variable_to_set()
    {
        await cluster.Coordinator();
        var stranger = cluster.Ask(0, withToken: false, "nodes");

        await stranger.Exit();

        Assert.Equal(2, stranger.ExitCode);
        Assert.Contains("SWEEP_TOKEN", stranger.Error);
    }

    [Fact]
    public async Task A_coordinator_that_others_could_ask_does_not_start_without_a_token()
    {
        using var open = await SweepProcess.Run("coordinator", "--http", "0.0.0.0:4080", "--listen", "127.0.0.1:4053", "--root", cluster.Root);

        Assert.Equal(2, open.ExitCode);
        Assert.Contains("SWEEP_TOKEN_FILE", open.Error);
    }

    [Fact]
    public async Task A_command_that_is_interrupted_while_nobody_answers_says_so_and_nothing_of_a_bug()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        using var drain = SweepProcess.Start("drain", "leaving", "--server", $"127.0.0.1:{((IPEndPoint)deaf.LocalEndpoint).Port}");
        using var asking = await deaf.AcceptTcpClientAsync().WaitAsync(SweepProcess.Limit);

        drain.Interrupt();
        await drain.Exit();

        Assert.Equal((130, "sweep: interrupted\n"), (drain.ExitCode, drain.Error));
    }

    private static int CompletedRuns(SweepProcess said) =>
        said.Out.Split('\n').Count(line => line.StartsWith("run ", StringComparison.Ordinal) && line.Contains(" completed: "));
}
