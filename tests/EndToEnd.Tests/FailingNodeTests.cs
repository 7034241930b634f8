using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>A machine on which everything crashes does not use up the retries of a sweep.</summary>
public sealed class FailingNodeTests : IDisposable
{
    private const string Study = """
        name: unlucky
        dataset: synthetic-digits
        model: crashing
        epochs: 3
        retries: 10
        checkpoint: {every_epochs: 1}
        objective: {metric: test_loss, goal: minimize}
        parameters: {end: abort-where-told}
        seeds: [1, 2, 3, 4, 5, 6]
        """;

    private readonly Cluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task A_node_on_which_five_bundles_in_a_row_crash_is_drained_and_says_so_and_the_sweep_goes_on_elsewhere()
    {
        var coordinator = await cluster.Coordinator();
        await cluster.Node("sound");
        await cluster.Submit(Studies.Endless(runs: 1)); // Keeps the sound node busy, so that the failing one gets all there is.
        await coordinator.Line(line => line.Contains("starts in sound/"));
        var failing = cluster.Stranger("failing", new Dictionary<string, string> { ["CRASHING_MODEL_ABORTS"] = "yes" });
        await cluster.Submit(Study);

        var drained = await coordinator.Line(line => line.Contains("failing") && line.Contains("is drained and gets no more bundles"));
        await failing.Line(line => line.Contains("is failing: 5 bundles in a row crashed here"));
        await cluster.Cancel("endless-1");
        await coordinator.Line(line => line.Contains("Sweep unlucky-1 has ended"));

        Assert.Contains("5 bundles in a row crashed here", drained);
        Assert.Contains("SIGABRT", drained);
        Assert.DoesNotContain("starts in failing/", coordinator.Error[coordinator.Error.IndexOf(drained, StringComparison.Ordinal)..]);
        Assert.Equal(6, (await cluster.Verified("unlucky-1")).Completed);
    }
}
