using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sweep.Cli.Servers;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator.Documents;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Servers;

public sealed class DrainWaitTests
{
    private const string Draining = "draining", Drained = "drained", Unknown = "unknown", Away = "away";

    private static readonly NodeId Node = new("node-a", 7);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private int asked;

    /// <summary>Of which the last goes on.</summary>
    private async Task<DrainEnd> Wait(params string[] answers)
    {
        await using var server = await OtherServer.StartAsync(context => Answer(context, answers[Math.Min(asked++, answers.Length - 1)]));
        return await new DrainWait(server.Asked, Node.Name, Node.Incarnation, new HurryingClock()).RunAsync(CancellationToken.None).WaitAsync(Limit);
    }

    private static async Task Answer(HttpContext context, string answer)
    {
        if (answer == Away)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync("""{"detail":"no coordinator is in charge"}""");
            return;
        }

        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartArray();
            if (answer != Unknown)
            {
                NodeJson.Write(json, Listed(answer == Draining));
            }

            json.WriteEndArray();
        }

        await context.Response.WriteAsync(System.Text.Encoding.UTF8.GetString(written.ToArray()));
    }

    private static ListedNode Listed(bool isTraining) => new(
        Node, "x64", 1, 0, isTraining ? [new Lease(Some.Run(), 1, new BundleId(Guid.Empty), new SlotId(Node, "cpu", 0))] : [], TimeSpan.Zero, "asked for", IsDrained: !isTraining);

    [Fact]
    public async Task A_node_that_trains_nothing_any_more_is_drained()
    {
        Assert.Equal(DrainEnd.Drained, await Wait(Draining, Draining, Drained));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task A_node_that_a_new_coordinator_does_not_know_yet_has_not_left() =>
        Assert.Equal(DrainEnd.Drained, await Wait(Draining, Unknown, Unknown, Unknown, Draining, Drained));

    [Fact]
    public async Task A_node_that_is_unknown_for_longer_than_its_lease_has_left()
    {
        Assert.Equal(DrainEnd.Left, await Wait(Draining, Unknown));

        // Twice a second, for 9 s.
        Assert.InRange(asked, 19, 22);
    }

    [Fact]
    public async Task A_coordinator_that_is_away_may_come_back() => Assert.Equal(DrainEnd.Drained, await Wait(Away, Draining, Away, Away, Drained));

    [Fact]
    public async Task How_long_a_node_is_unknown_is_counted_anew_when_the_coordinator_was_away() =>
        Assert.Equal(DrainEnd.Drained, await Wait([.. Enumerable.Repeat(Unknown, 15), Away, .. Enumerable.Repeat(Unknown, 15), Drained]));
}
