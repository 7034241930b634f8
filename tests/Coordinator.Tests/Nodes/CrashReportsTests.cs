using Sweep.Coordinator.Nodes;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Nodes;

/// <summary>Runs 0 and 1 of a sweep have crashed on node-a, which says that it is failing.</summary>
public sealed class CrashReportsTests
{
    private readonly CrashReports reports = new();

    public CrashReportsTests() => Crash(Some.Node, 0, 1);

    private bool AreOfRuns(params int[] runs) => reports.AreOfRuns(Some.Node, [.. runs.Select(Some.Run)]);

    private void Crash(NodeId node, params int[] runs) =>
        Note(node, [.. runs.Select(run => Some.Ended(run, new RunOutcome.Failed(FailureKind.Crashed, "it broke")))]);

    private void Train(NodeId node, bool restored = false) =>
        Note(node, new RunReport.Epoch(Some.Run(7), 1, new EpochMetrics(1, Some.Metrics(), 1, 1), restored));

    private void Note(NodeId node, params RunReport[] said) => reports.Note(new ReportBatch(node, "cpu", Some.Sweep, 1, [.. said]));

    [Fact]
    public void What_crashed_on_one_node_alone_is_the_fault_of_the_node()
    {
        Assert.False(AreOfRuns(0, 1));
        Assert.False(reports.AreOfRuns(Some.Node with { Incarnation = 2 }, [Some.Run(0)]));
    }

    [Fact]
    public void A_sweep_that_crashes_on_others_too_and_trains_nowhere_else_is_at_fault()
    {
        Crash(Some.OtherNode, 2);
        Train(Some.Node);
        Train(Some.OtherNode, restored: true);

        Assert.True(AreOfRuns(0, 1));
    }

    [Fact]
    public void A_sweep_that_trains_on_another_node_is_not_at_fault_for_a_crash_there()
    {
        Crash(Some.OtherNode, 2);
        Train(Some.OtherNode);

        Assert.False(AreOfRuns(0, 1));
    }

    [Fact]
    public void Runs_each_of_which_has_crashed_on_another_node_are_at_fault_whatever_else_their_sweep_trains()
    {
        Train(Some.OtherNode);
        Crash(Some.OtherNode, 0);
        Assert.False(AreOfRuns(0, 1));

        Crash(Some.OtherNode, 1);
        Assert.True(AreOfRuns(0, 1));
    }

    [Fact]
    public void A_run_of_another_sweep_that_crashed_only_here_tells_of_the_node()
    {
        Crash(Some.OtherNode, 0, 1);

        Assert.False(reports.AreOfRuns(Some.Node, [Some.Run(0), new RunId(new SweepId("other-1"), 0)]));
    }

    [Fact]
    public void A_node_that_does_not_say_what_crashed_is_taken_at_its_word() => Assert.False(AreOfRuns());

    [Fact]
    public void Of_a_sweep_that_has_ended_nothing_is_kept()
    {
        Crash(Some.OtherNode, 0, 1);
        reports.Forget(Some.Sweep);

        Assert.False(AreOfRuns(0, 1));
    }
}
