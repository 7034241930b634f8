using Sweep.Cli.Clusters;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator.Results;

namespace Sweep.Cli.Tests.Clusters;

public sealed class StoreOpeningTests
{
    private readonly HurryingClock clock = new();
    private readonly List<TimeSpan> waits = [];
    private int tries;

    private Task<string> Open(Func<int, StoreFailure?> failureOf, CancellationToken stop = default) => StoreOpening.OpenAsync(
        () => failureOf(++tries) is { } failure ? throw new StoreException(failure, "It cannot be reached.") : "open",
        (_, delay) => waits.Add(delay),
        clock,
        stop);

    [Fact]
    public async Task A_database_that_comes_later_is_waited_for()
    {
        Assert.Equal("open", await Open(attempt => attempt < 7 ? StoreFailure.Away : null));

        Assert.Equal([1, 2, 4, 8, 10, 10], waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_database_that_does_not_come_is_given_up()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => Open(_ => StoreFailure.Away));

        Assert.Equal(StoreFailure.Away, error.Failure);
        Assert.InRange(waits.Sum(wait => wait.TotalMinutes), 5, 5.5);
    }

    [Theory]
    [InlineData(StoreFailure.Denied)]
    [InlineData(StoreFailure.Corrupt)]
    [InlineData(StoreFailure.TooNew)]
    public async Task What_does_not_pass_is_not_waited_for(StoreFailure failure)
    {
        await Assert.ThrowsAsync<StoreException>(() => Open(_ => failure));

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task Who_asks_it_to_end_hears_why_it_was_waiting()
    {
        using var stop = new CancellationTokenSource();

        var error = await Assert.ThrowsAsync<StoreException>(() => Open(
            attempt =>
            {
                if (attempt == 3)
                {
                    stop.Cancel();
                }

                return StoreFailure.Busy;
            },
            stop.Token));

        Assert.Equal((StoreFailure.Busy, 3), (error.Failure, tries));
    }
}
