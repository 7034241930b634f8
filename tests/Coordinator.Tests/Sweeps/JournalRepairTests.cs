using Sweep.Coordinator.Results;
using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Sweeps;

public sealed class JournalRepairTests
{
    private static readonly SweepRow Row = new(Some.Sweep, "some", 1, "{}", "d", "text", false, new Objective("psnr", Goal.Maximize), 4, 0, Some.Moment);

    [Fact]
    public void Journal_that_is_empty_begins_again_with_what_the_tables_hold()
    {
        var events = JournalRepair.Events(new SweepState(), Row, Stored(0, 2), Some.Moment);

        Assert.IsType<SweepEvent.SweepSubmitted>(events[0]);
        Assert.Equal([0, 2], Assert.IsType<SweepEvent.RunsReused>(events[1]).Runs.Select(run => run.Run));
        var state = new SweepState();
        Assert.All(events, happened => state.Apply(happened, 4));
        Assert.Equal((2, 2), (state.Completed, state.Open));
    }

    [Fact]
    public void Runs_that_the_journal_knows_are_not_taken_twice()
    {
        var events = JournalRepair.Events(State(Some.Completed(0)), Row, Stored(0, 1), Some.Moment);

        Assert.Equal([1], Assert.IsType<SweepEvent.RunsReused>(Assert.Single(events)).Runs.Select(run => run.Run));
    }

    [Fact]
    public void Run_that_failed_at_last_in_the_journal_stays_failed() =>
        Assert.Empty(JournalRepair.Events(State(Some.Failed(1, final: true)), Row, Stored(1), Some.Moment));

    [Fact]
    public void Cancelled_sweep_stays_cancelled() =>
        Assert.IsType<SweepEvent.SweepCancelled>(JournalRepair.Events(State(), Row with { Phase = SweepPhase.Cancelled }, [], Some.Moment)[^1]);

    [Fact]
    public void Paused_sweep_stays_paused_and_knows_why()
    {
        var paused = JournalRepair.Events(State(), Row with { Phase = SweepPhase.Paused, PauseReason = "disk full" }, [], Some.Moment)[^1];

        Assert.Equal("disk full", Assert.IsType<SweepEvent.SweepPaused>(paused).Reason);
    }

    [Fact]
    public void Resumed_sweep_is_not_paused_again() =>
        Assert.IsType<SweepEvent.SweepResumed>(JournalRepair.Events(State(new SweepEvent.SweepPaused("once", Some.Moment)), Row, [], Some.Moment)[^1]);

    [Fact]
    public void Sweep_that_has_ended_takes_nothing() => Assert.Empty(JournalRepair.Events(
        State(new SweepEvent.SweepCancelled(Some.Moment)), Row with { Phase = SweepPhase.Cancelled }, Stored(0), Some.Moment));

    private static List<ReusedRun> Stored(params int[] runs) =>
        [.. runs.Select(run => new ReusedRun(run, Some.Sweep, run, Some.Metrics(), 3, 1.5, 1, "node-a", "cpu"))];

    private static SweepState State(params SweepEvent[] events)
    {
        var state = new SweepState();
        state.Apply(Some.Submitted(), 4);
        foreach (var happened in events)
        {
            state.Apply(happened);
        }

        return state;
    }
}
