using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Results;

public class VerificationTests
{
    [Fact]
    public void Complete_sweep_has_no_violations_and_the_digest_of_its_results()
    {
        var verification = Verify(StoreRows.Completed(0), StoreRows.Completed(1), StoreRows.Completed(2));
        var digest = new SweepDigest();
        foreach (var run in (int[])[2, 1, 0])
        {
            digest.Add(StoreRows.Key(run), StoreRows.Completed(run).Metrics);
        }

        Assert.True(verification.IsComplete);
        Assert.Equal(digest.ToHex(), verification.Digest);
        Assert.Equal(3, verification.Completed);
    }

    [Fact]
    public void Missing_cell_is_named() => AssertOnly(ViolationKind.Missing, 1, Verify(StoreRows.Completed(0), StoreRows.Completed(2)));

    [Fact]
    public void Cell_with_two_results_is_named() =>
        AssertOnly(ViolationKind.Twice, 1, Verify(StoreRows.Completed(0), StoreRows.Completed(1), StoreRows.Completed(1), StoreRows.Completed(2)));

    [Fact]
    public void Result_beyond_the_grid_is_a_stranger() =>
        AssertOnly(ViolationKind.Stranger, 3, Verify(StoreRows.Completed(0), StoreRows.Completed(1), StoreRows.Completed(2), StoreRows.Completed(3)));

    [Fact]
    public void Result_under_another_key_is_named() =>
        AssertOnly(ViolationKind.WrongKey, 1, Verify(StoreRows.Completed(0), StoreRows.Completed(1) with { Key = StoreRows.Key(7) }, StoreRows.Completed(2)));

    [Fact]
    public void Failed_run_is_named_with_its_error()
    {
        var verification = Verify(StoreRows.Completed(0), StoreRows.Failed(1), StoreRows.Completed(2));

        AssertOnly(ViolationKind.NotCompleted, 1, verification);
        Assert.Contains("No room.", verification.Violations[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, verification.Completed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Too_few_or_too_many_epochs_are_named(int stored)
    {
        var verification = Verification.Of(
            [StoreRows.Key(0), StoreRows.Key(1)], [StoreRows.Completed(0), StoreRows.Completed(1)], [new EpochCount(0, 2), new EpochCount(1, stored)]);

        AssertOnly(ViolationKind.Epochs, 1, verification);
    }

    private static Verification Verify(params ResultRow[] results) =>
        Verification.Of(Enumerable.Range(0, 3).Select(StoreRows.Key), results, [new(0, 2), new(1, 2), new(2, 2)]);

    private static void AssertOnly(ViolationKind kind, int run, Verification verification)
    {
        var violation = Assert.Single(verification.Violations);
        Assert.Equal((kind, run), (violation.Kind, violation.Run));
    }
}
