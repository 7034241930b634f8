using Sweep.GpuNode.Nodes;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Nodes;

public sealed class CrashStreakTests
{
    private static readonly RunOutcome Crash = new RunOutcome.Failed(FailureKind.Crashed, "device lost");

    private readonly CrashStreak streak = new(limit: 5);

    private string? Note(RunOutcome outcome, BundleId? bundle = null) => streak.Note(bundle ?? new BundleId(Guid.NewGuid()), outcome);

    private string? Crashes(int count) => Enumerable.Range(0, count).Select(_ => Note(Crash)).ToList()[^1];

    [Fact]
    public void The_fifth_crash_in_a_row_says_that_the_node_is_failing_and_so_does_the_sixth()
    {
        Assert.Null(Crashes(4));
        Assert.Contains("5 bundles in a row crashed here, the last one like this: device lost", Note(Crash));
        Assert.Contains("6 bundles", Note(Crash));
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
