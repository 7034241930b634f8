using System.Text.RegularExpressions;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>An upgrade: every process of a cluster is replaced while a sweep runs, one after the other, as Kubernetes does it.</summary>
public sealed partial class RollingRestartTests : IDisposable
{
    // Its epochs only wait, so that it lasts for as long as the restarts do, on any machine.
    private const string Study = """
        name: patient
        dataset: synthetic-digits
        model: noop
        epochs: 250
        objective: {metric: test_loss, goal: minimize}
        parameters:
          x: {values: [1, 2]}
          y: {values: [1, 2]}
          milliseconds: 100
        """;

    private const int Runs = 4;

    private readonly Cluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task Replacing_every_process_one_after_the_other_loses_nothing()
    {
        SweepProcess[] coordinators = [await cluster.Coordinator(0), await cluster.Coordinator(1)];
        var nodes = new Dictionary<string, SweepProcess> { ["one"] = await cluster.Node("one"), ["other"] = await cluster.Node("other") };
        var everyone = coordinators.ToList();
        await cluster.Submit(Study);
        await Task.WhenAll(nodes.Keys.Select(node => Said($"starts in {node}/")));

        // The last first, as a StatefulSet does.
        foreach (var number in (int[])[1, 0])
        {
            await End(coordinators[number]);
            everyone.Add(coordinators[number] = await cluster.Coordinator(number));
        }

        // While only coordinators were replaced, no run began a second time.
        Assert.Equal(Started().Distinct(), Started());
        foreach (var node in nodes.Keys.ToList())
        {
            await End(nodes[node]);
            Assert.Contains("all that was trained is stored", nodes[node].Error);
            nodes[node] = await cluster.Node(node);
        }

        Assert.DoesNotContain(everyone, coordinator => coordinator.Error.Contains("has ended"));
        await Said("has ended");

        Assert.Equal(Enumerable.Range(0, Runs), Started().Distinct().Order());
        var end = await cluster.Verified("patient-1");
        Assert.Equal((Runs, Runs), (end.Total, end.Completed));

        List<int> Started() => [.. everyone.SelectMany(coordinator => Start().Matches(coordinator.Error)).Select(match => int.Parse(match.Groups[1].Value))];

        async Task Said(string text) => await await Task.WhenAny(everyone.Select(coordinator => coordinator.Line(line => line.Contains(text))));
    }

    private static async Task End(SweepProcess process)
    {
        process.Terminate();
        await process.Exit();
        Assert.Equal(0, process.ExitCode);
    }

    [GeneratedRegex(@"run (\d+) attempt \d+ starts in")]
    private static partial Regex Start();
}
