using System.Diagnostics;
using System.Text.Json;
using Sweep.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace Sweep.EndToEnd.Tests;

/// <summary>What is asked of a sweep in training is soon so: for who looks at it, and for its slots.</summary>
public sealed class PromptnessTests(ITestOutputHelper output) : IDisposable
{
    // A machine that is busy with other things makes some answers late and none early: the best of each kind tells what Sweep itself takes.
    private const int Rounds = 4;

    private const int Nodes = 2;

    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    private readonly Cluster cluster = new() { Token = "a-token-for-the-tests" };

    private readonly Dictionary<string, List<(TimeSpan State, TimeSpan Slots)>> times = [];

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task Pause_resume_and_cancel_take_effect_within_two_seconds()
    {
        await cluster.Coordinator();
        await cluster.Node("sharing");
        await cluster.Node("apart", cluster.Beside("apart"));
        foreach (var round in Enumerable.Range(1, Rounds))
        {
            var sweep = $"round-{round}-1";
            await cluster.SubmitOverHttp(Study(round));
            await Trains(sweep);
            await Ask("pause", sweep, becomes: "paused", free: Nodes, round);
            await Ask("resume", sweep, becomes: "active", free: 0, round);
            await Trains(sweep);
            await Ask("cancel", sweep, becomes: "cancelled", free: Nodes, round);
        }

        Assert.All(times.Values, kind => Assert.InRange(kind.Min(time => time.State), TimeSpan.Zero, Promised));
        Assert.All(times.Values, kind => Assert.InRange(kind.Min(time => time.Slots), TimeSpan.Zero, Promised));
    }

    /// <summary>Real training, with epochs of a moment, which outlasts the test.</summary>
    private static string Study(int round) => Studies.Changed(
        Studies.Changed(Studies.Unhurried(), "epochs: 6", "epochs: 100000"), "name: small", $"name: round-{round}");

    /// <summary>Waits until each node trains a run of it, and epochs come.</summary>
    private async Task Trains(string sweep)
    {
        using var client = cluster.Client(0);
        await Moments.Seen(() => Get(client, "/api/nodes"), nodes => Free(nodes) == 0);
        var before = StoredEpoch.Of(cluster.Root, sweep);
        await Moments.Until(() => StoredEpoch.Of(cluster.Root, sweep).Except(before).Select(epoch => epoch.Run).Distinct().Count() == Nodes);
    }

    // The first time with the command, as people do; what that takes to start is no matter of the cluster.
    private async Task Ask(string verb, string sweep, string becomes, int free, int round)
    {
        using var client = cluster.Client(0);
        var since = Stopwatch.StartNew();
        if (round == 1)
        {
            await cluster.Asked(0, verb, sweep);
        }
        else
        {
            (await client.PostAsync($"/api/sweeps/{sweep}/{verb}", content: null)).EnsureSuccessStatusCode();
        }

        await Moments.Seen(() => Get(client, $"/api/sweeps/{sweep}"), status => status.GetProperty("state").GetString() == becomes);
        var state = since.Elapsed;
        await Moments.Seen(() => Get(client, "/api/nodes"), nodes => Free(nodes) == free);
        var slots = since.Elapsed;
        output.WriteLine(
            $"{verb} of round {round}: the sweep is {becomes} after {state.TotalSeconds:F2} s, {free} slots are free after {slots.TotalSeconds:F2} s.");
        times.TryAdd(verb, []);
        times[verb].Add((state, slots));
    }

    private static int Free(JsonElement nodes) => nodes.EnumerateArray().Sum(node => node.GetProperty("free").GetInt32());

    private static async Task<JsonElement> Get(HttpClient client, string path) => JsonDocument.Parse(await client.GetStringAsync(path)).RootElement;
}
