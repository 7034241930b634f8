using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Events;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Sweeps;

public sealed class SweepDeciderTests
{
    private readonly SweepState state = new();

    public SweepDeciderTests() => state.Apply(Some.Submitted(), 4);

    private EndDecision End(int run, RunOutcome outcome, bool admitted = true, int attempt = 1) =>
        SweepDecider.End(state, new RetryPolicy(Retries: 2), Some.Ended(run, outcome, attempt), admitted, Some.Node, "cpu", Some.Moment);

    [Fact]
    public void A_completion_under_its_lease_is_accepted_with_all_it_says()
    {
        var decision = End(2, Some.CompletedOutcome(0.75));

        Assert.Equal(EndVerdict.Accepted, decision.Verdict);
        var completed = Assert.IsType<SweepEvent.RunCompleted>(decision.Event);
        Assert.Equal((2, Some.Metrics(0.75), "node-a"), (completed.Run, completed.Metrics, completed.Node));
    }

    [Fact]
    public void Late_completion_of_an_old_attempt_is_ignored()
    {
        var decision = End(2, Some.CompletedOutcome(), admitted: false);

        Assert.Equal(new EndDecision(EndVerdict.Stale), decision);
    }

    [Fact]
    public void A_second_completion_of_a_run_is_late()
    {
        state.Apply(Some.Completed(2));

        Assert.Equal(new EndDecision(EndVerdict.Late), End(2, Some.CompletedOutcome()));
    }

    [Fact]
    public void A_run_that_the_grid_lacks_is_unknown() => Assert.Equal(new EndDecision(EndVerdict.Unknown), End(4, Some.CompletedOutcome()));

    [Fact]
    public void An_interruption_returns_the_run_without_an_event() =>
        Assert.Equal(new EndDecision(EndVerdict.Returned), End(0, new RunOutcome.Interrupted(3)));

    [Theory]
    [InlineData(FailureKind.Preempted)]
    [InlineData(FailureKind.NodeLost)]
    public void A_loss_that_is_not_the_fault_of_the_run_is_not_counted(FailureKind kind) =>
        Assert.Equal(new EndDecision(EndVerdict.Returned), End(0, new RunOutcome.Failed(kind, "gone")));

    [Fact]
    public void A_run_fails_for_good_with_the_tenth_node_in_a_row_that_it_loses()
    {
        Assert.Null(SweepDecider.Lose(new RetryPolicy(), Some.Lease(0), 9, Some.Moment));

        var failed = SweepDecider.Lose(new RetryPolicy(), Some.Lease(0, attempt: 12), 10, Some.Moment)!;
        Assert.Equal((0, 12, FailureKind.NodeLost, true, "node-a"), (failed.Run, failed.Attempt, failed.Failure, failed.Final, failed.Node));
        Assert.StartsWith("10 nodes in a row were lost while they trained it, node-a the last of them", failed.Error);
    }

    [Fact]
    public void A_run_fails_for_good_at_its_third_failure()
    {
        var outcome = new RunOutcome.Failed(FailureKind.Crashed, "it broke");
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var failed = Assert.IsType<SweepEvent.RunFailed>(End(0, outcome, attempt: attempt).Event);
            Assert.False(failed.Final);
            state.Apply(failed);
        }

        Assert.True(Assert.IsType<SweepEvent.RunFailed>(End(0, outcome, attempt: 3).Event).Final);
    }

    [Fact]
    public void However_often_a_node_says_that_an_attempt_has_failed_it_counts_once()
    {
        var outcome = new RunOutcome.Failed(FailureKind.Crashed, "it broke");
        state.Apply(End(0, outcome).Event!);

        Assert.Equal(new EndDecision(EndVerdict.Stale), End(0, outcome));
        Assert.Equal(EndVerdict.Accepted, End(0, outcome, attempt: 2).Verdict);
        Assert.Equal(EndVerdict.Accepted, End(1, outcome).Verdict);
    }

    [Theory]
    [InlineData(FailureKind.Diverged)]
    [InlineData(FailureKind.BadConfig)]
    public void What_would_fail_again_fails_for_good_at_once(FailureKind kind) =>
        Assert.True(Assert.IsType<SweepEvent.RunFailed>(End(0, new RunOutcome.Failed(kind, "NaN")).Event).Final);

    [Fact]
    public void A_sweep_closes_when_its_last_run_has_ended_and_not_before()
    {
        foreach (var run in Enumerable.Range(0, 3))
        {
            state.Apply(Some.Completed(run));
        }

        Assert.Null(SweepDecider.Close(state, Some.Moment));
        state.Apply(Some.Failed(3, final: true));
        var end = SweepDecider.Close(state, Some.Moment);
        Assert.IsType<SweepEvent.SweepEnded>(end);
        state.Apply(end);
        Assert.Null(SweepDecider.Close(state, Some.Moment));
    }

    [Fact]
    public void Pausing_twice_and_resuming_what_runs_changes_nothing()
    {
        Assert.Null(SweepDecider.Resume(state, Some.Moment));
        state.Apply(SweepDecider.Pause(state, "on request", Some.Moment)!);

        Assert.Null(SweepDecider.Pause(state, "on request", Some.Moment));
        Assert.NotNull(SweepDecider.Resume(state, Some.Moment));
    }

    [Fact]
    public void An_ended_sweep_cannot_be_cancelled()
    {
        state.Apply(SweepDecider.Cancel(state, Some.Moment)!);

        Assert.Null(SweepDecider.Cancel(state, Some.Moment));
    }
}
