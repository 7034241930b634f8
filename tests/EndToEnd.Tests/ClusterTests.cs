using System.Diagnostics;
using System.Text.RegularExpressions;
using Sweep.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace Sweep.EndToEnd.Tests;

/// <summary>Coordinator and nodes as processes of their own, some of which die: the sweep ends as if one process had run it in peace.</summary>
public sealed partial class ClusterTests(ITestOutputHelper output) : IDisposable
{
    // Nobody is done before the gate opens: what strikes strikes while there is training.
    private static readonly string Study = Studies.Gated(gateAt: 8, epochs: 12, latents: "4, 5");
    private static readonly string StudyForOneNode = Studies.Gated(gateAt: 8, epochs: 12, latents: "4");

    // Less than 15 s on a quiet machine, and 46 s where failure detector and hand-over of a cluster are left as they come. Busy machines take long.
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(30);

    private readonly Cluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task A_killed_node_costs_its_runs_a_checkpoint_interval_and_changes_no_bit()
    {
        var coordinator = await cluster.Coordinator();
        var (_, doomed) = (await cluster.Node("steady"), await cluster.Node("doomed"));
        await cluster.Submit(Study);
        await coordinator.Line(line => line.Contains("starts in doomed/"));
        await coordinator.Line(line => line.Contains("starts in steady/"));

        var since = Stopwatch.StartNew();
        await doomed.Kill();
        await coordinator.Line(line => line.Contains("goes elsewhere"));
        output.WriteLine($"A killed node's run was free after {since.Elapsed.TotalSeconds:F1} s.");
        Assert.True(since.Elapsed < Noticed, $"A killed node's run was free only after {since.Elapsed.TotalSeconds:F1} s.");
        await EndsUndisturbed(coordinator, Study);
    }

    [Fact]
    public async Task A_standby_takes_over_from_a_killed_coordinator_and_restarts_no_run()
    {
        var first = await cluster.Coordinator();
        await first.Line(line => line.Contains("In charge of"));
        await cluster.Node("one");
        await cluster.Node("other");
        var second = await cluster.Coordinator(1);
        await cluster.Submit(Study);
        await first.Line(line => line.Contains("starts in one/"));
        await first.Line(line => line.Contains("starts in other/"));

        // It says so before the nodes have heard it.
        await Moments.Until(() => StoredEpoch.Of(cluster.Root, "small-1").Select(epoch => epoch.Run).Distinct().Count() == 2);

        var since = Stopwatch.StartNew();
        await first.Kill();
        await second.Line(line => line.Contains("In charge of"));
        output.WriteLine($"The standby was in charge after {since.Elapsed.TotalSeconds:F1} s.");
        Assert.True(since.Elapsed < Noticed, $"The standby was in charge only after {since.Elapsed.TotalSeconds:F1} s.");
        await second.Line(line => line.Contains("Node one is here"));
        await second.Line(line => line.Contains("Node other is here"));
        output.WriteLine($"It knew both nodes after {since.Elapsed.TotalSeconds:F1} s.");
        await EndsUndisturbed(second, Study);

        NoRunStartedTwice(first.Error + second.Error, runs: 4);
    }

    [Fact]
    public async Task What_a_node_says_after_it_was_taken_for_dead_is_dropped()
    {
        var coordinator = await cluster.Coordinator();
        var (_, frozen) = (await cluster.Node("steady"), await cluster.Node("frozen"));
        await cluster.Submit(Study);
        await coordinator.Line(line => line.Contains("starts in frozen/"));

        var since = Stopwatch.StartNew();
        frozen.Freeze();
        await coordinator.Line(line => line.Contains("Node frozen is lost"));
        output.WriteLine($"A frozen node was taken for lost after {since.Elapsed.TotalSeconds:F1} s.");
        await EndsUndisturbed(coordinator, Study);
        frozen.Thaw();
        await coordinator.Line(line => line.Contains("after its end and are dropped"));

        await EndsUndisturbed(coordinator, Study);
    }

    [Fact]
    public async Task A_node_that_was_frozen_for_longer_than_its_lease_goes_on_with_what_no_other_has_begun()
    {
        var coordinator = await cluster.Coordinator();
        var frozen = await cluster.Node("frozen");
        await cluster.Submit(StudyForOneNode);
        await coordinator.Line(line => line.Contains("starts in frozen/"));
        await Moments.Until(() => StoredEpoch.Of(cluster.Root, "small-1").Count > 0);

        frozen.Freeze();
        await coordinator.Line(line => line.Contains("Node frozen is lost"));
        await coordinator.Line(line => line.Contains("goes elsewhere"));
        frozen.Thaw();
        await EndsUndisturbed(coordinator, StudyForOneNode);

        NoRunStartedTwice(coordinator.Error, runs: 2);
    }

    [Fact]
    public async Task A_coordinator_that_was_frozen_with_no_other_to_take_over_loses_no_node()
    {
        var coordinator = await cluster.Coordinator();
        await cluster.Node("one");
        await cluster.Submit(StudyForOneNode);
        var run = RunStarted(await coordinator.Line(line => line.Contains("starts in one/")));
        await Moments.Until(() => StoredEpoch.Of(cluster.Root, "small-1").Count > 0);

        coordinator.Freeze();
        await Moments.After(TimeSpan.FromSeconds(12));
        coordinator.Thaw();
        await EndsUndisturbed(coordinator, StudyForOneNode);

        Assert.DoesNotContain("is lost", coordinator.Error);
        Assert.Single(coordinator.Error.Split('\n'), line => Start().IsMatch(line) && RunStarted(line) == run);
    }

    [Fact]
    public async Task A_place_where_no_coordinator_is_is_named_once_and_again_when_one_is_there()
    {
        await cluster.Coordinator();
        var node = await cluster.Node("one");
        await node.Line(line => line.Contains($"No connection to 127.0.0.1:{cluster.CoordinatorPort(1)}"));

        await cluster.Coordinator(1);
        await node.Line(line => line.Contains($"Connected to 127.0.0.1:{cluster.CoordinatorPort(1)}"));

        // How long it has been so is said again, now and then.
        var absent = $"No connection to 127.0.0.1:{cluster.CoordinatorPort(1)}";
        Assert.Single(node.Error.Split('\n'), line => line.Contains(absent, StringComparison.OrdinalIgnoreCase) && !line.Contains(" min:"));
        Assert.DoesNotContain("is now gated", node.Error);
    }

    [Fact]
    public async Task A_coordinator_that_is_terminated_hands_over_and_a_node_hands_back()
    {
        var first = await cluster.Coordinator();
        await first.Line(line => line.Contains("In charge of"));
        var leaving = await cluster.Node("leaving");
        await cluster.Node("staying");
        var second = await cluster.Coordinator(1);
        await cluster.Submit(Study);
        await first.Line(line => line.Contains("starts in leaving/"));

        var since = Stopwatch.StartNew();
        first.Terminate();
        await second.Line(line => line.Contains("In charge of"));
        output.WriteLine($"The other coordinator was in charge after {since.Elapsed.TotalSeconds:F1} s.");
        await second.Line(line => line.Contains("Node leaving is here"));
        leaving.Terminate();
        await Task.WhenAll(first.Exit(), leaving.Exit());
        output.WriteLine($"The node had handed back after {since.Elapsed.TotalSeconds:F1} s.");
        await EndsUndisturbed(second, Study);

        Assert.Equal((0, 0), (first.ExitCode, leaving.ExitCode));
        Assert.Contains("all that was trained is stored", leaving.Error);
    }

    [Fact]
    public async Task A_coordinator_that_others_could_reach_does_not_start_without_secret_and_encryption()
    {
        using var open = await SweepProcess.Run("coordinator", "--listen", "0.0.0.0:4053", "--root", cluster.Root);

        Assert.Equal(2, open.ExitCode);
        Assert.Contains("SWEEP_SECRET_FILE", open.Error);
        Assert.Contains("SWEEP_TLS_CERT", open.Error);
    }

    private async Task EndsUndisturbed(SweepProcess coordinator, string study)
    {
        cluster.OpenGate();
        await coordinator.Line(line => line.Contains("has ended"));
        var end = await Undisturbed.End(study);
        Assert.Equal(end, await cluster.Verified(end.Sweep));
    }

    private static string RunStarted(string line) => Start().Match(line).Groups[1].Value;

    private static void NoRunStartedTwice(string log, int runs)
    {
        var started = Start().Matches(log).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(runs, started.Count);
        Assert.Equal(started.Count, started.Distinct().Count());
    }

    [GeneratedRegex(@"run (\d+) attempt \d+ starts in")]
    private static partial Regex Start();
}
