using System.Text.Json;
using Sweep.EndToEnd.Tests.Support;
using Sweep.Postgres;

namespace Sweep.EndToEnd.Tests;

/// <summary>Short drills, with real processes on a real PostgreSQL server: whatever strikes it, the cluster loses nothing.</summary>
public sealed class DrillTests
{
    private static readonly string[] Kinds = ["node-killed", "trainer-killed", "coordinator-killed", "database-restarted", "node-frozen"];
    private const int Faults = 7;

    // Its first faults are of all kinds.
    private const int Seed = 25;

    // Some of them last longer than a lease, which is why this drill is the longer one.
    private static readonly string[] OtherKinds =
    [
        "node-partitioned", "node-cut", "node-clock-jump", "coordinators-killed", "coordinators-partitioned", "coordinator-clock-jump", "links-slow",
        "connections-doubled", "database-stopped", "disk-full", "checkpoints-read-only",
    ];

    // Its first faults are one of each kind, also where clocks or disks are left out; they last as short as any seed's.
    private const int SeedOfOtherKinds = 5090;

    // They take the right to mount a file system, or libfaketime.
    private static readonly string[] NotEverywhere = ["disk-full", "checkpoints-read-only", "node-clock-jump", "coordinator-clock-jump"];

    // A test that says nothing for ten minutes is ended, and says nothing any more.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9);

    [Fact]
    public async Task A_cluster_bears_a_drill()
    {
        var report = await Drilled(Kinds, Faults, Seed);

        var struck = Struck(report);
        Assert.Equal(Faults, struck.Count);
        Assert.Subset(Kinds.ToHashSet(), struck.ToHashSet());
        Assert.True(struck.Distinct().Count() >= 4, $"Only {string.Join(", ", struck)} struck.");
    }

    [Fact]
    public async Task A_cluster_bears_partitions_and_bad_links_a_stopped_database_full_disks_and_clocks_that_jump()
    {
        var report = await Drilled(OtherKinds, OtherKinds.Length, SeedOfOtherKinds);

        var skipped = report.GetProperty("skipped").EnumerateObject().ToDictionary(kind => kind.Name, kind => kind.Value.GetString());
        Assert.All(skipped.Values, reason => Assert.False(string.IsNullOrWhiteSpace(reason)));
        Assert.Subset(NotEverywhere.ToHashSet(), skipped.Keys.ToHashSet());
        Assert.Equal(OtherKinds.Order(), Struck(report).Concat(skipped.Keys).Distinct().Order());
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

    private static async Task<JsonElement> Drilled(string[] kinds, int faults, int seed)
    {
        using var server = PostgresServer.Start();
        using var drill = SweepProcess.Start(
            new Dictionary<string, string> { ["PGPASSWORD"] = PostgresServer.Password },
            "drill",
            "--faults", $"{faults}",
            "--seed", $"{seed}",
            "--kinds", string.Join(',', kinds),
            "--db", server.Url(server.NewDatabase()),
            "--db-stop", server.StopCommand,
            "--db-start", server.StartCommand,
            "--format", "json");
        await drill.Exit(Limit);

        Assert.True(drill.ExitCode == 0, drill.Out + drill.Error);
        var report = JsonDocument.Parse(drill.Out).RootElement;
        Assert.Equal(0, report.GetProperty("violations").GetInt32());
        return report;
    }

    private static List<string> Struck(JsonElement report) =>
    [
        .. report.GetProperty("faults").EnumerateArray().Where(fault => fault.GetProperty("struck").GetBoolean())
            .Select(fault => fault.GetProperty("fault").GetString()!),
    ];
}
