using Sweep.Cli.Drill;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Sweeps;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Drill;

public sealed class RestartReasonsTests
{
    private static readonly SweepId Id = new("drill-1");

    private static TrainedEpochs Attempts(params int[] attempts) =>
        new(attempts.Select(attempt => new EpochRow(new RunId(Id, 0), attempt, new EpochMetrics(attempt, MetricSet.Empty, 1, 0))));

    // As a coordinator writes it.
    private static EventRow Lost(int attempt, string node) =>
        Assert.Single(SweepProjection.Returned([(new RunId(Id, 0), attempt)], FailureKind.NodeLost, node, DateTimeOffset.UnixEpoch).Events);

    private static EventRow Crashed(int attempt) => Line(attempt, "run-failed", "Crashed: The process was killed: SIGKILL.");

    private static EventRow Paused() => new(Id, DateTimeOffset.UnixEpoch, null, null, "sweep-paused", "no room");

    private static EventRow Line(int? attempt, string kind, string text) => new(Id, DateTimeOffset.UnixEpoch, 0, attempt, kind, text);

    private static StruckFault Struck(FaultKind kind, string? node = null, int at = 100, int lasts = 5) =>
        new(kind, node, TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(at + lasts));

    private static TrainingPlace On(string node, int attempt = 1) => new(0, attempt, node);

    private static List<string> Lacking(TrainedEpochs trained, EventRow[] history, StruckFault[] struck, params TrainingPlace[] places) =>
        [.. new RestartReasons(struck, places).LackingIn(trained, history)];

    [Fact]
    public void A_run_that_was_trained_in_one_attempt_needs_no_reason() => Assert.Empty(Lacking(Attempts(3), [], []));

    [Fact]
    public void A_restart_of_which_the_history_says_nothing_is_told_with_run_and_attempt()
    {
        var told = Assert.Single(Lacking(Attempts(1, 3), [], [Struck(FaultKind.CoordinatorKilled)], On("node-2")));

        Assert.Equal(
            "run 0 was restarted in attempt 3, but the history has no `run-returned` or `run-failed` of attempt 1 on node-2, and no fault explains why",
            told);
    }

    [Theory]
    [InlineData(FaultKind.NodeKilled)]
    [InlineData(FaultKind.NodeFrozen)]
    [InlineData(FaultKind.NodePartitioned)]
    [InlineData(FaultKind.NodeClockJump)]
    public void A_node_that_a_fault_struck_may_be_lost_and_no_other(FaultKind kind)
    {
        StruckFault[] struck = [Struck(kind, "node-1"), Struck(FaultKind.CoordinatorKilled, at: 500)];

        Assert.Empty(Lacking(Attempts(1, 2), [Lost(1, "node-1")], struck, On("node-1")));
        Assert.Contains("ended as `NodeLost: node-2` on node-2", Assert.Single(Lacking(Attempts(1, 2), [Lost(1, "node-2")], struck, On("node-2"))));
    }

    [Theory]
    [InlineData(FaultKind.LinksSlow, true)]
    [InlineData(FaultKind.ConnectionsDoubled, true)]
    [InlineData(FaultKind.DiskFull, true)]
    [InlineData(FaultKind.CoordinatorsPartitioned, false)]
    [InlineData(FaultKind.CoordinatorsFrozen, false)]
    [InlineData(FaultKind.DatabaseStopped, false)]
    public void A_fault_of_all_links_or_of_the_checkpoints_may_cost_any_node_and_one_of_coordinators_none(FaultKind kind, bool may) =>
        Assert.Equal(may, Lacking(Attempts(1, 2), [Lost(1, "node-3")], [Struck(kind)], On("node-3")).Count == 0);

    [Fact]
    public void A_training_crashes_where_its_node_was_struck()
    {
        StruckFault[] struck = [Struck(FaultKind.TrainerKilled, "node-1")];

        Assert.Empty(Lacking(Attempts(1, 2), [Crashed(1)], struck, On("node-1")));
        Assert.Single(Lacking(Attempts(1, 2), [Crashed(1)], struck, On("node-2")));
        Assert.Single(Lacking(Attempts(1, 2), [Crashed(1)], [], On("node-1")));

        // Nobody saw where that was.
        Assert.Empty(Lacking(Attempts(1, 2), [Crashed(1)], struck));
    }

    [Fact]
    public void A_machine_without_memory_is_a_reason_of_its_own_and_a_run_that_diverged_is_none()
    {
        Assert.Empty(Lacking(Attempts(1, 2), [Line(1, "run-failed", "OutOfMemory: The kernel killed it.")], []));
        Assert.Single(Lacking(Attempts(1, 2), [Line(1, "run-failed", "Diverged: The loss is NaN.")], [Struck(FaultKind.NodeKilled, "node-1")]));
    }

    [Fact]
    public void One_line_explains_one_restart()
    {
        StruckFault[] struck = [Struck(FaultKind.NodeKilled, "node-1")];
        TrainingPlace[] places = [On("node-1"), On("node-2", attempt: 2), On("node-1", attempt: 3)];

        Assert.Contains("attempt 3", Assert.Single(Lacking(Attempts(1, 2, 3), [Lost(1, "node-1")], struck, places)));
        Assert.Empty(Lacking(Attempts(1, 2, 3), [Lost(1, "node-1"), Lost(1, "node-1")], struck, places)); // It came back meanwhile.
    }

    [Theory]
    [InlineData(101, true)]
    [InlineData(120, true)]
    [InlineData(200, false)]
    public void A_node_that_goes_about_when_the_coordinator_does_may_leave_no_line(int at, bool may) =>
        Assert.Equal(
            may,
            Lacking(
                Attempts(1, 2), [], [Struck(FaultKind.CoordinatorKilled), Struck(FaultKind.NodeKilled, "node-1", at)], On("node-1")).Count == 0);

    [Fact]
    public void Another_node_that_goes_then_is_no_reason() =>
        Assert.Single(Lacking(Attempts(1, 2), [], [Struck(FaultKind.CoordinatorKilled), Struck(FaultKind.NodeKilled, "node-1")], On("node-2")));

    [Fact]
    public void A_blow_that_the_history_tells_of_explains_no_other_restart() =>
        Assert.Single(Lacking(
            Attempts(1, 2, 3), [Lost(1, "node-1")], [Struck(FaultKind.CoordinatorKilled), Struck(FaultKind.NodeKilled, "node-1")], On("node-1"),
            On("node-1", attempt: 2)));

    [Fact]
    public void A_pause_hands_back_each_run_once()
    {
        Assert.Empty(Lacking(Attempts(1, 2), [Paused()], []));
        Assert.Single(Lacking(Attempts(1, 2, 3), [Paused()], []));
    }

    [Fact]
    public void What_could_not_write_its_checkpoint_is_handed_back_without_a_line() =>
        Assert.Empty(Lacking(Attempts(1, 2, 3), [], [Struck(FaultKind.CheckpointsReadOnly)]));

    [Fact]
    public void Faults_of_the_sweep_before_count_while_they_may_have_an_effect()
    {
        StruckFault[] struck = [Struck(FaultKind.NodeKilled, "node-1", at: 0), Struck(FaultKind.NodeFrozen, "node-2", at: 90)];

        Assert.Equal([struck[1]], RestartReasons.Since(struck, TimeSpan.FromSeconds(110)));
    }
}
