using System.Text.RegularExpressions;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>An upgrade: every process of a cluster is replaced while a sweep runs, one after the other, as Kubernetes does it.</summary>
public sealed partial class RollingRestartTests : IDisposable
{
    // It outlasts the restarts on any machine.
    private const string Study = """
        name: patient
        dataset: synthetic-digits
        model: noop
        epochs: 1000000
        objective: {metric: test_loss, goal: minimize}
        parameters:
          x: {values: [1, 2]}
          y: {values: [1, 2]}
          milliseconds: 100
        """;

    private const string Sweep = "patient-1";
    private const int Nodes = 2;

    private readonly Cluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task Replacing_every_process_one_after_the_other_loses_nothing()
    {
        SweepProcess[] coordinators = [await cluster.Coordinator(0), await cluster.Coordinator(1)];
        var nodes = new Dictionary<string, SweepProcess> { ["one"] = await cluster.Node("one"), ["other"] = await cluster.Node("other") };
        var everyone = coordinators.ToList();
        await cluster.Submit(Study);
        await Task.WhenAll(nodes.Keys.Select(node => Said(everyone, $"starts in {node}/")));

        // The last first, as a StatefulSet does.
        foreach (var number in (int[])[1, 0])
        {
            await End(coordinators[number]);
            everyone.Add(coordinators[number] = await cluster.Coordinator(number));
        }

        // While only coordinators were replaced, no run began a second time.
        Assert.Equal(Started().Distinct(), Started());

        // A node that nobody is in charge of could not hand back what it has trained.
        await Task.WhenAll(nodes.Keys.Select(node => Said(coordinators, $"Node {node} is here")));
        foreach (var node in nodes.Keys.ToList())
        {
            await End(nodes[node]);
            Assert.Contains("all that was trained is stored", nodes[node].Error);
            nodes[node] = await cluster.Node(node);
        }

        // Each run went on where it was: none of its epochs is absent, and none was trained twice.
        var started = Started().Distinct().ToList();
        Assert.InRange(started.Count, Nodes, 2 * Nodes);
        var epochs = StoredEpoch.Of(cluster.Root, Sweep);
        Assert.All(epochs, epoch => Assert.Equal(1, epoch.Times));
        Assert.All(epochs.GroupBy(epoch => epoch.Run), run => Assert.Equal(Enumerable.Range(1, run.Count()), run.Select(epoch => epoch.Number)));
        Assert.InRange(epochs.Count, 2 * Nodes, int.MaxValue);

        await cluster.Cancel(Sweep);
        await Said(everyone, $"{Sweep} has ended");
        await cluster.Submit(Studies.Waiting);
        var end = await Undisturbed.End(Studies.Waiting);
        await Said(everyone, $"{end.Sweep} has ended");
        Assert.Equal(end, await cluster.Verified(end.Sweep));

        List<int> Started() => [.. everyone.SelectMany(coordinator => Start().Matches(coordinator.Error)).Select(match => int.Parse(match.Groups[1].Value))];
    }

    private static Task<string> Said(IEnumerable<SweepProcess> coordinators, string text) =>
        SweepProcess.AnyLine(coordinators, line => line.Contains(text));

    private static async Task End(SweepProcess process)
    {
        process.Terminate();
        await process.Exit();
        Assert.Equal(0, process.ExitCode);
    }

    [GeneratedRegex(@"run (\d+) attempt \d+ starts in")]
    private static partial Regex Start();
}
