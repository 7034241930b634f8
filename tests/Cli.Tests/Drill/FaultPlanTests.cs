using Sweep.Cli.Drill;

namespace Sweep.Cli.Tests.Drill;

public sealed class FaultPlanTests
{
    private static readonly FaultKind[] All = Enum.GetValues<FaultKind>();

    [Fact]
    public void The_same_seed_has_the_same_faults_in_the_same_order() =>
        Assert.Equal(FaultPlan.Of(7, All).Take(200), FaultPlan.Of(7, [.. All.Reverse()]).Take(200));

    [Fact]
    public void Another_seed_has_others() =>
        Assert.NotEqual(FaultPlan.Of(7, All).Take(20).Select(fault => fault.Kind), FaultPlan.Of(8, All).Take(20).Select(fault => fault.Kind));

    [Fact]
    public void Every_round_has_every_kind_as_often_as_it_weighs()
    {
        var round = All.Sum(kind => FaultTraits.Of(kind).Weight);

        var kinds = FaultPlan.Of(3, All).Skip(round).Take(round).CountBy(fault => fault.Kind).ToDictionary();

        Assert.Equal(All.ToDictionary(kind => kind, kind => FaultTraits.Of(kind).Weight), kinds);
    }

    [Fact]
    public void Only_kinds_that_are_possible_come() =>
        Assert.All(
            FaultPlan.Of(3, [FaultKind.NodeKilled, FaultKind.NodeCut]).Take(100),
            fault => Assert.True(fault.Kind is FaultKind.NodeKilled or FaultKind.NodeCut));

    [Fact]
    public void Two_that_strike_together_strike_different_things_and_no_third_joins_them()
    {
        var faults = FaultPlan.Of(11, All).Take(1000).ToList();
        var pairs = faults.Zip(faults.Skip(1)).Where(pair => pair.First.WithNext).ToList();

        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.NotEqual(FaultTraits.Of(pair.First.Kind).Target, FaultTraits.Of(pair.Second.Kind).Target));
        Assert.All(pairs, pair => Assert.False(pair.Second.WithNext));
    }

    [Fact]
    public void A_fault_lasts_as_long_as_its_kind_may() =>
        Assert.All(FaultPlan.Of(5, All).Take(500), fault =>
            Assert.InRange(fault.Lasts.TotalSeconds, FaultTraits.Of(fault.Kind).Seconds.Least, FaultTraits.Of(fault.Kind).Seconds.Most));
}
