using Sweep.Cli.Drill;

namespace Sweep.Cli.Tests.Drill;

public sealed class RestartRuleTests
{
    [Theory]
    [InlineData(FaultKind.NodeKilled, true)]
    [InlineData(FaultKind.DiskFull, true)]
    [InlineData(FaultKind.CoordinatorsFrozen, false)]
    [InlineData(FaultKind.LinksSlow, false)]
    public void Runs_are_restarted_by_what_stops_training_and_by_nothing_else(FaultKind struck, bool may) =>
        Assert.Equal(may, RestartRule.Allows([struck], [FaultKind.NodeKilled], wasPaused: false));

    [Fact]
    public void Of_faults_that_strike_together_one_is_enough() =>
        Assert.True(RestartRule.Allows([FaultKind.CoordinatorKilled, FaultKind.TrainerKilled], [], wasPaused: false));

    [Theory]
    [InlineData(FaultKind.DiskFull, true, true)]
    [InlineData(FaultKind.CheckpointsReadOnly, true, true)]
    [InlineData(FaultKind.DiskFull, false, false)]
    [InlineData(FaultKind.NodeKilled, true, false)]
    public void A_sweep_may_be_paused_for_the_checkpoints_that_could_not_be_written_before(FaultKind before, bool wasPaused, bool may) =>
        Assert.Equal(may, RestartRule.Allows([FaultKind.CoordinatorsFrozen], [FaultKind.CoordinatorKilled, before], wasPaused));
}
