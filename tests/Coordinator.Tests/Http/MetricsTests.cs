using System.Text.RegularExpressions;
using Sweep.Coordinator.Http;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Tests.Http;

public sealed partial class MetricsTests
{
    private static readonly NodesListed Cluster = new(
        "here",
        StoreError: null,
        StoreFailures: 2,
        NodesLost: 3,
        [
            new ListedNode(Some.Node, "x64", 4, 1, [Some.Lease(0), Some.Lease(1), Some.Lease(2)], TimeSpan.Zero, null),
            new ListedNode(Some.OtherNode, "x64", 2, 2, [], TimeSpan.Zero, "for repair", IsDrained: true),
        ]);

    private static readonly PhaseTotal[] Totals =
    [
        new(SweepPhase.Active, 1, new RunCounts(Waiting: 10, Completed: 5, Failed: 1)),
        new(SweepPhase.Cancelled, 2, new RunCounts(Completed: 4, Cancelled: 8)),
    ];

    [Fact]
    public void The_coordinator_in_charge_tells_of_everything_and_of_nothing_else() => Assert.Equal(
        [
            "sweep_coordinator_in_charge 1",
            "sweep_store_reachable 1",
            "sweep_store_write_failing 0",
            "sweep_store_write_failures_total 2",
            "sweep_nodes_lost_total 3",
            "sweep_nodes{state=\"ready\"} 1",
            "sweep_nodes{state=\"draining\"} 0",
            "sweep_nodes{state=\"drained\"} 1",
            "sweep_slots{state=\"free\"} 1",
            "sweep_slots{state=\"busy\"} 3",
            "sweep_slots{state=\"withheld\"} 2",
            "sweep_sweeps{state=\"active\"} 1",
            "sweep_sweeps{state=\"paused\"} 0",
            "sweep_sweeps{state=\"completed\"} 0",
            "sweep_sweeps{state=\"cancelled\"} 2",
            "sweep_runs{state=\"waiting\"} 7",
            "sweep_runs{state=\"running\"} 3",
            "sweep_runs{state=\"completed\"} 9",
            "sweep_runs{state=\"failed\"} 1",
            "sweep_runs{state=\"cancelled\"} 8",
        ],
        Samples(new Metrics(true, true, Cluster, Totals)));

    [Fact]
    public void A_standby_tells_of_itself_alone_so_that_sums_count_nothing_twice() =>
        Assert.Equal(["sweep_coordinator_in_charge 0", "sweep_store_reachable 1"], Samples(new Metrics(false, true, null, null)));

    [Fact]
    public void A_store_that_is_away_shows()
    {
        var samples = Samples(new Metrics(true, false, Cluster with { StoreError = "it is away" }, null));

        Assert.Contains("sweep_store_reachable 0", samples);
        Assert.Contains("sweep_store_write_failing 1", samples);
    }

    [Fact]
    public void Every_family_says_what_it_means_and_of_which_type_it_is()
    {
        var page = new Metrics(true, true, Cluster, Totals).ToPage();

        Assert.EndsWith("\n", page);
        var families = page.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('{', ' ')[0]).Distinct().ToList();
        Assert.All(families, family => Assert.Matches($"# HELP {family} .+\\.\n# TYPE {family} {(Total().IsMatch(family) ? "counter" : "gauge")}\n", page));
    }

    private static IEnumerable<string> Samples(Metrics metrics) =>
        metrics.ToPage().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#');

    [GeneratedRegex("_total$")]
    private static partial Regex Total();
}
