using System.Text.RegularExpressions;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>Whose runs the slots of a cluster go to.</summary>
public sealed partial class PriorityTests : IDisposable
{
    private readonly Cluster cluster = new() { Token = "a-token-for-the-tests" };

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task A_slot_goes_to_the_sweep_of_the_highest_priority_whichever_was_submitted_first()
    {
        var coordinator = await cluster.Coordinator();
        await cluster.Node("one");
        await cluster.SubmitOverHttp(Study("holder", gateAt: 1, runs: 1));
        await coordinator.Line(line => line.Contains("starts in one/"));
        await cluster.SubmitOverHttp(Study("low", gateAt: 0, runs: 2), "--priority", "-1");
        await cluster.SubmitOverHttp(Study("usual", gateAt: 0, runs: 2));
        await cluster.SubmitOverHttp(Study("high", gateAt: 0, runs: 2), "--priority", "7");

        cluster.OpenGate();
        await Task.WhenAll(((string[])["low", "usual", "high"]).Select(sweep => coordinator.Line(line => line.Contains($"Sweep {sweep}-1 has ended"))));

        Assert.Equal(
            ["holder-1", "high-1", "high-1", "usual-1", "usual-1", "low-1", "low-1"],
            Start().Matches(coordinator.Error).Select(match => match.Groups[1].Value));
    }

    private static string Study(string name, int gateAt, int runs) => $$"""
        name: {{name}}
        dataset: synthetic-digits
        model: gated-noop
        epochs: 2
        objective: {metric: test_loss, goal: minimize}
        parameters:
          gate_at: {{gateAt}}
          x: {values: [{{string.Join(", ", Enumerable.Range(1, runs))}}]}
        """;

    [GeneratedRegex(@"Sweep (\S+) run \d+ attempt 1 starts in one/")]
    private static partial Regex Start();
}
