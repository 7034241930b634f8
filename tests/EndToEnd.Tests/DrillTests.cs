using System.Text.Json;
using Sweep.EndToEnd.Tests.Support;
using Sweep.Postgres;

namespace Sweep.EndToEnd.Tests;

/// <summary>A short drill, with real processes on a real PostgreSQL server: killed, frozen and cut off, the cluster loses nothing.</summary>
public sealed class DrillTests
{
    // A cut link is no fault here: where connecting takes long, it outlasts the lease of its node.
    private static readonly string[] Kinds = ["node-killed", "trainer-killed", "coordinator-killed", "database-restarted", "node-frozen"];
    private const int Faults = 7;

    // Its first faults are of all kinds.
    private const int Seed = 25;

    // A test that says nothing for ten minutes is ended, and says nothing any more.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task A_cluster_bears_a_drill()
    {
        using var server = PostgresServer.Start();
        using var drill = SweepProcess.Start(
            new Dictionary<string, string> { ["PGPASSWORD"] = PostgresServer.Password },
            "drill",
            "--faults", $"{Faults}",
            "--seed", $"{Seed}",
            "--kinds", string.Join(',', Kinds),
            "--db", server.Url(server.NewDatabase()),
            "--db-stop", server.StopCommand,
            "--db-start", server.StartCommand,
            "--format", "json");
        await drill.Exit(Limit);

        Assert.True(drill.ExitCode == 0, drill.Out + drill.Error);
        var report = JsonDocument.Parse(drill.Out).RootElement;
        Assert.Equal(0, report.GetProperty("violations").GetInt32());
        var struck = report.GetProperty("faults").EnumerateArray().Where(fault => fault.GetProperty("struck").GetBoolean())
            .Select(fault => fault.GetProperty("fault").GetString()!).ToList();
        Assert.Equal(Faults, struck.Count);
        Assert.Subset(Kinds.ToHashSet(), struck.ToHashSet());
        Assert.True(struck.Distinct().Count() >= 4, $"Only {string.Join(", ", struck)} struck.");
    }

    [Fact]
    public async Task A_drill_that_is_interrupted_ends_its_members_and_blames_nobody_for_it()
    {
        using var drill = SweepProcess.Start("drill", "--faults", "100", "--kinds", "trainer-killed", "--format", "json");
        await drill.Line(line => line.Contains("nodes are there"), Limit);
        var members = Processes.ChildrenOf(drill.Id);
        await drill.Line(line => line.Contains("fault 1 "), Limit);

        drill.Interrupt();
        await drill.Exit();

        Assert.True(drill.ExitCode == 130, drill.Out + drill.Error);
        Assert.Equal(0, JsonDocument.Parse(drill.Out).RootElement.GetProperty("violations").GetInt32());
        Assert.NotEmpty(members);
        await Processes.Gone(members);
    }
}
