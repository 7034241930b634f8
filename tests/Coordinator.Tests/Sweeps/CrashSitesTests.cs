using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Sweeps;

/// <summary>Run 0 has crashed on one of two nodes, and can be tried again from some moment on.</summary>
public sealed class CrashSitesTests
{
    private readonly CrashSites sites = new();

    public CrashSitesTests() => sites.Add(0, Some.Node.Name, Some.Moment);

    private bool Waits(int run = 0, NodeId? here = null, Lease[]? leases = null, NodeId[]? nodes = null, double seconds = 0) =>
        sites.Waits(run, Some.Slot(here), leases ?? [], nodes ?? [Some.Node, Some.OtherNode], Some.Moment.AddSeconds(seconds));

    [Fact]
    public void A_run_that_never_crashed_begins_anywhere() => Assert.False(Waits(run: 1));

    [Fact]
    public void A_run_that_crashed_begins_at_once_on_another_node() => Assert.False(Waits(here: Some.OtherNode));

    [Fact]
    public void It_begins_where_it_crashed_when_there_is_no_other_node() => Assert.False(Waits(nodes: [Some.Node]));

    [Fact]
    public void Another_process_of_a_node_on_which_it_crashed_is_no_other_node() =>
        Assert.False(Waits(here: Some.Node with { Incarnation = 2 }, nodes: [Some.Node with { Incarnation = 2 }]));

    [Fact]
    public void It_waits_for_a_few_seconds_for_another_node_on_which_its_sweep_trains_nothing()
    {
        Assert.True(Waits(seconds: 4));
        Assert.False(Waits(seconds: 6));
    }

    [Fact]
    public void It_waits_for_as_long_as_its_sweep_trains_on_another_node()
    {
        Assert.True(Waits(leases: [Some.Lease(1, slot: Some.Slot(Some.OtherNode))], seconds: 3600));
        Assert.False(Waits(leases: [Some.Lease(1)], seconds: 3600));
    }

    [Fact]
    public void A_run_that_crashed_on_every_node_begins_anywhere()
    {
        sites.Add(0, Some.OtherNode.Name, Some.Moment);

        Assert.False(Waits());
        Assert.False(Waits(here: Some.OtherNode, leases: [Some.Lease(1)]));
    }

    [Fact]
    public void Of_a_run_that_has_ended_nothing_is_kept()
    {
        sites.Leave(0);

        Assert.False(Waits());
    }
}
