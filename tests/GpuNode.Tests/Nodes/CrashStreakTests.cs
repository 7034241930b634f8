using Sweep.GpuNode.Nodes;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Nodes;

public sealed class CrashStreakTests
{
    private static readonly RunOutcome Crash = new RunOutcome.Failed(FailureKind.Crashed, "device lost");

    private readonly CrashStreak streak = new(limit: 5);

    private Streak? Note(RunOutcome outcome, BundleId? bundle = null, int run = 0) =>
        streak.Note(bundle ?? new BundleId(Guid.NewGuid()), new RunId(SomeBundle.Sweep, run), outcome);

    private Streak? Crashes(int count) => Enumerable.Range(0, count).Select(_ => Note(Crash)).ToList()[^1];

    [Fact]
    public void The_fifth_crash_in_a_row_says_that_the_node_is_failing_and_so_does_the_tenth()
    {
        Assert.Null(Crashes(4));
        Assert.Equal("5 bundles in a row crashed here, the last one like this: device lost", Note(Crash)!.Reason);
        Assert.Null(Crashes(4));
        Assert.StartsWith("5 bundles", Note(Crash)!.Reason);
    }

    [Fact]
    public void It_says_which_runs_crashed_since_the_last_one_that_did_not()
    {
        Note(Crash, run: 7);
        Note(SomeBundle.Completed(), run: 8);
        var bundle = new BundleId(Guid.NewGuid());
        foreach (var run in (int[])[1, 2, 2])
        {
            Note(Crash, run: run);
        }

        Note(Crash, bundle, run: 3);
        Note(Crash, bundle, run: 4);

        Assert.Equal([1, 2, 3, 4, 5], Note(Crash, run: 5)!.Runs.Select(run => run.Index).Order());
    }

    [Fact]
    public void A_bundle_that_trains_to_its_end_starts_the_count_anew()
    {
        Crashes(4);
        Note(SomeBundle.Completed());

        Assert.Null(Crashes(4));
    }

    [Fact]
    public void A_run_that_diverges_has_trained()
    {
        Crashes(4);
        Note(new RunOutcome.Failed(FailureKind.Diverged, "NaN"));

        Assert.Null(Crashes(4));
    }

    [Theory]
    [InlineData(FailureKind.OutOfMemory)]
    [InlineData(FailureKind.BadConfig)]
    [InlineData(FailureKind.Preempted)]
    public void What_is_no_fault_of_the_node_neither_counts_nor_excuses(FailureKind kind)
    {
        Crashes(4);

        Assert.Null(Note(new RunOutcome.Failed(kind, "something else")));
        Assert.Null(Note(new RunOutcome.Interrupted(1)));
        Assert.NotNull(Note(Crash));
    }

    [Fact]
    public void Lanes_of_one_bundle_crash_once()
    {
        var bundle = new BundleId(Guid.NewGuid());

        Assert.All(Enumerable.Range(0, 8), _ => Assert.Null(Note(Crash, bundle)));
    }
}
