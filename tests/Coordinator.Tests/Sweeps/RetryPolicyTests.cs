using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Sweeps;

public sealed class RetryPolicyTests
{
    private readonly RetryPolicy retries = new(Retries: 2);

    [Theory]
    [InlineData(FailureKind.Crashed, 2)]
    [InlineData(FailureKind.OutOfMemory, 2)]
    [InlineData(FailureKind.Diverged, 0)]
    [InlineData(FailureKind.BadConfig, 0)]
    [InlineData(FailureKind.NodeLost, 9)]
    public void Each_kind_of_failure_has_its_budget(FailureKind kind, int budget)
    {
        Assert.Equal(budget, retries.Budget(kind));
        Assert.True(retries.IsFinal(kind, budget));
        Assert.All(Enumerable.Range(0, budget), failures => Assert.False(retries.IsFinal(kind, failures)));
    }

    [Fact]
    public void That_a_machine_is_taken_away_has_no_limit() => Assert.False(retries.IsFinal(FailureKind.Preempted, int.MaxValue));

    [Fact]
    public void A_run_that_failed_because_it_lost_its_nodes_is_replayed_from_its_journal()
    {
        var state = new SweepState();
        state.Apply(Some.Submitted(), 2);
        state.Apply(Some.Failed(1));
        state.Apply(Some.Failed(1, final: true, kind: FailureKind.NodeLost));

        Assert.Equal((RunState.Failed, 1, 1), (state[1], state.Failed, state.Open));
        Assert.Equal(0, state.FailuresOf(1, FailureKind.NodeLost));
    }

    [Fact]
    public void Every_kind_has_a_budget() => Assert.All(Enum.GetValues<FailureKind>(), kind => _ = retries.Budget(kind));

    [Fact]
    public void Crashes_leave_the_budget_for_memory_alone()
    {
        var state = new SweepState();
        state.Apply(Some.Submitted(), 2);
        state.Apply(Some.Failed(1));
        state.Apply(Some.Failed(1));
        state.Apply(Some.Failed(1, kind: FailureKind.OutOfMemory));

        Assert.True(retries.IsFinal(FailureKind.Crashed, state.FailuresOf(1, FailureKind.Crashed)));
        Assert.False(retries.IsFinal(FailureKind.OutOfMemory, state.FailuresOf(1, FailureKind.OutOfMemory)));
        Assert.Equal(3, state.FailuresOf(1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 8)]
    [InlineData(100, 60)]
    public void The_wait_before_the_next_attempt_doubles_up_to_a_minute(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.Delay(failures));
}
