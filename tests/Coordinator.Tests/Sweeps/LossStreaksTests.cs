using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Tests.Sweeps;

/// <summary>Run 0 has reached epoch 2 and then lost two nodes in a row.</summary>
public sealed class LossStreaksTests
{
    private static readonly Lease Other = Some.Lease(1, slot: Some.Slot(number: 1));

    private readonly LossStreaks streaks = new();

    public LossStreaksTests()
    {
        streaks.Reach(0, 2);
        streaks.Lose(0);
        streaks.Lose(0);
    }

    private bool Waits(int run, params Lease[] leases) => streaks.Waits(run, Some.Slot(), leases);

    [Fact]
    public void A_run_that_has_lost_three_nodes_in_a_row_is_a_suspect()
    {
        Assert.False(streaks.IsSuspect(0));
        Assert.Equal(3, streaks.Lose(0));
        Assert.True(streaks.IsSuspect(0));
        Assert.False(streaks.IsSuspect(1));
    }

    [Fact]
    public void An_epoch_that_it_had_not_reached_before_starts_the_count_anew()
    {
        streaks.Reach(0, 3);

        Assert.Equal(1, streaks.Lose(0));
    }

    [Fact]
    public void An_epoch_that_is_trained_again_excuses_nothing()
    {
        streaks.Reach(0, 1);
        streaks.Reach(0, 2);

        Assert.Equal(3, streaks.Lose(0));
    }

    [Fact]
    public void A_suspect_waits_for_a_node_where_its_sweep_trains_nothing_else()
    {
        Assert.False(Waits(0, Other));
        streaks.Lose(0);

        Assert.True(Waits(0, Other));
        Assert.False(Waits(0, Some.Lease(1, slot: Some.Slot(Some.OtherNode))));
    }

    [Fact]
    public void Nothing_begins_beside_a_suspect()
    {
        streaks.Lose(0);

        Assert.True(Waits(1, Some.Lease(0, slot: Some.Slot(number: 1))));
        Assert.False(Waits(1, Some.Lease(2, slot: Some.Slot(number: 1))));
    }

    [Fact]
    public void Of_a_run_that_has_ended_nothing_is_kept()
    {
        streaks.Leave(0);

        Assert.Equal(1, streaks.Lose(0));
    }
}
