using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Sweeps;

public sealed class SweepStateTests
{
    private static SweepState Given(int total, params SweepEvent[] events)
    {
        var state = new SweepState();
        state.Apply(Some.Submitted(), total);
        foreach (var happened in events)
        {
            state.Apply(happened);
        }

        return state;
    }

    [Fact]
    public void A_submitted_sweep_has_all_its_runs_open()
    {
        var state = Given(3);

        Assert.Equal((3, 3, 0), (state.Total, state.Open, state.Completed));
        Assert.Equal(SweepPhase.Active, state.Phase);
    }

    [Fact]
    public void A_completed_run_is_open_no_more()
    {
        var state = Given(3, Some.Completed(1));

        Assert.Equal(RunState.Completed, state[1]);
        Assert.Equal((2, 1), (state.Open, state.Completed));
    }

    [Fact]
    public void No_run_can_complete_twice()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Given(3, Some.Completed(1), Some.Completed(1)));

        Assert.Contains("run-completed", error.Message);
        Assert.Contains("run 1 is Completed", error.Message);
    }

    [Fact]
    public void A_reused_run_cannot_complete_again() =>
        Assert.Throws<InvalidOperationException>(() => Given(3, Some.Reused(0, 1), Some.Completed(1)));

    [Fact]
    public void A_run_that_the_grid_lacks_cannot_complete() =>
        Assert.Throws<InvalidOperationException>(() => Given(3, Some.Completed(3)));

    [Fact]
    public void A_failure_that_is_not_final_leaves_the_run_open_and_is_counted()
    {
        var state = Given(2, Some.Failed(0), Some.Failed(0));

        Assert.Equal(RunState.Waiting, state[0]);
        Assert.Equal(2, state.FailuresOf(0));
        Assert.Equal(0, state.FailuresOf(1));
        Assert.Equal((1, 0), (state.FailedAttemptOf(0), state.FailedAttemptOf(1)));
    }

    [Fact]
    public void A_final_failure_ends_the_run()
    {
        var state = Given(2, Some.Failed(0, final: true));

        Assert.Equal(RunState.Failed, state[0]);
        Assert.Equal((1, 1), (state.Open, state.Failed));
    }

    [Fact]
    public void Cancelling_cancels_what_is_open_and_keeps_what_has_ended()
    {
        var state = Given(3, Some.Completed(1), new SweepEvent.SweepCancelled(Some.Moment));

        Assert.Equal([RunState.Cancelled, RunState.Completed, RunState.Cancelled], [state[0], state[1], state[2]]);
        Assert.Equal((0, 2), (state.Open, state.Cancelled));
        Assert.Equal(SweepPhase.Cancelled, state.Phase);
    }

    [Fact]
    public void A_sweep_cannot_end_with_open_runs() =>
        Assert.Throws<InvalidOperationException>(() => Given(1, new SweepEvent.SweepEnded(Some.Moment)));

    [Fact]
    public void A_paused_sweep_resumes_and_an_active_one_does_not()
    {
        var paused = new SweepEvent.SweepPaused("on request", Some.Moment);
        var resumed = new SweepEvent.SweepResumed(Some.Moment);

        Assert.Equal(SweepPhase.Active, Given(1, paused, resumed).Phase);
        Assert.Throws<InvalidOperationException>(() => Given(1, resumed));
    }

    [Fact]
    public void Every_kind_of_event_is_applied()
    {
        var kinds = typeof(SweepEvent).GetNestedTypes().Where(type => type.IsAssignableTo(typeof(SweepEvent))).ToHashSet();
        SweepEvent[] all =
        [
            Some.Submitted(), Some.Reused(0), Some.Completed(1), Some.Failed(2, final: true),
            new SweepEvent.SweepPaused("", Some.Moment), new SweepEvent.SweepResumed(Some.Moment), new SweepEvent.SweepEnded(Some.Moment),
        ];
        var state = new SweepState();

        foreach (var happened in all)
        {
            state.Apply(happened, 3);
        }

        Assert.Equal(SweepPhase.Completed, state.Phase);
        Assert.Equal(kinds, [.. all.Select(happened => happened.GetType()), typeof(SweepEvent.SweepCancelled)]);
    }
}
