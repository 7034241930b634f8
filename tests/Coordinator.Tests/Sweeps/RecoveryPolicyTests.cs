using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Sweeps;

public sealed class RecoveryPolicyTests
{
    private readonly RecoveryPolicy policy = new();
    private DateTimeOffset now = Some.Moment;

    // As it goes: the next failure comes soon after the delay.
    private TimeSpan? Fail(bool isStoreThere)
    {
        var delay = policy.Failed(now, isStoreThere);
        now += (delay ?? TimeSpan.Zero) + TimeSpan.FromSeconds(1);
        return delay;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_wait_grows_whether_the_store_is_there_or_not(bool isStoreThere) => Assert.Equal(
        [1.0, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 7).Select(_ => Fail(isStoreThere)!.Value.TotalSeconds));

    [Fact]
    public void A_sweep_that_recovers_and_fails_again_and_again_is_given_up() => Assert.Equal(
        [.. Enumerable.Repeat(false, RecoveryPolicy.MostFailures), true], Enumerable.Range(0, RecoveryPolicy.MostFailures + 1).Select(_ => Fail(true) is null));

    [Fact]
    public void A_sweep_whose_store_is_away_is_never_given_up() => Assert.All(Enumerable.Range(0, 1000), _ => Assert.NotNull(Fail(false)));

    [Fact]
    public void After_some_minutes_of_calm_a_failure_is_the_first_again()
    {
        for (var failure = 0; failure < RecoveryPolicy.MostFailures; failure++)
        {
            Fail(true);
        }

        now += TimeSpan.FromMinutes(5);

        Assert.Equal(TimeSpan.FromSeconds(1), Fail(true));
    }
}
