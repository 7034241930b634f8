using Sweep.Coordinator.Nodes;
using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Sweeps;

/// <summary>A run of ten epochs that costs 1,000, on a node that does 10 a second: a hundred seconds.</summary>
public sealed class BusySlotsTests
{
    private readonly NodeSpeeds speeds = new();
    private readonly BusySlots busy;

    public BusySlotsTests()
    {
        speeds.Add(Some.Node, 10, 1);
        busy = new BusySlots(speeds, run => run == 0 ? 1000 : 0, _ => 10);
        busy.Begin(0, Some.Moment);
    }

    private double? FreeIn(double afterSeconds) =>
        busy.Of([Some.Lease(0)], Some.Moment.AddSeconds(afterSeconds)).SingleOrDefault()?.FreeIn.TotalSeconds;

    [Fact]
    public void A_run_is_expected_to_end_when_its_cost_is_done()
    {
        Assert.Equal(100, FreeIn(0)!.Value, 6);
        Assert.Equal(70, FreeIn(30)!.Value, 6);
    }

    [Fact]
    public void Each_epoch_corrects_what_is_expected()
    {
        Assert.Equal(100, busy.Reach(0, 4, Some.Moment.AddSeconds(60)));

        Assert.Equal(55, FreeIn(65)!.Value, 6);
    }

    [Fact]
    public void What_takes_longer_than_expected_is_expected_to_take_as_long_again() => Assert.Equal(50, FreeIn(150)!.Value, 6);

    [Fact]
    public void Nothing_is_said_of_runs_without_cost_nodes_without_speed_and_runs_that_left()
    {
        busy.Begin(1, Some.Moment);
        Assert.Empty(busy.Of([Some.Lease(1), Some.Lease(0, slot: Some.Slot(Some.OtherNode)), Some.Lease(2)], Some.Moment));
        Assert.Equal((0, 0), (busy.Reach(1, 1, Some.Moment), busy.Reach(2, 1, Some.Moment)));

        busy.Leave(0);
        Assert.Null(FreeIn(0));
    }
}
