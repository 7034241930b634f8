using Sweep.Cli.Drill;
using Sweep.Coordinator.Results;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Drill;

public sealed class RepeatedFailuresTests
{
    private static EventRow Line(int run, int attempt, string kind = "run-failed", int second = 0) =>
        new(new SweepId("drill-1"), DateTimeOffset.UnixEpoch.AddSeconds(second), run, attempt, kind, "");

    [Fact]
    public void An_attempt_that_is_counted_twice_is_told() => Assert.Equal(
        ["attempt 2 of run 1 failed once and was counted 2 times"],
        RepeatedFailures.In([Line(1, 1), Line(1, 2), Line(1, 2, second: 1), Line(0, 2), Line(0, 2, "run-completed")]));

    [Fact]
    public void Each_attempt_may_fail_once() => Assert.Empty(RepeatedFailures.In([Line(0, 1), Line(0, 2), Line(1, 1)]));
}
