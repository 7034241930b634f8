using Sweep.Cli.Display;

namespace Sweep.Cli.Tests.Display;

public sealed class ThroughputTests
{
    private readonly Throughput throughput = new();

    [Fact]
    public void Nothing_is_known_before_an_epoch_has_ended()
    {
        throughput.Add(TimeSpan.Zero, 0);
        throughput.Add(TimeSpan.FromSeconds(5), 0);
        Assert.Null(throughput.EpochsPerSecond);
        Assert.Null(throughput.Remaining(100));
    }

    [Fact]
    public void Rate_is_epochs_over_seconds()
    {
        throughput.Add(TimeSpan.Zero, 0);
        throughput.Add(TimeSpan.FromSeconds(4), 8);
        Assert.Equal(2, throughput.EpochsPerSecond);
        Assert.Equal(TimeSpan.FromSeconds(5), throughput.Remaining(10));
    }

    [Fact]
    public void What_is_older_than_the_window_does_not_count()
    {
        for (var second = 0; second <= 300; second++)
        {
            throughput.Add(TimeSpan.FromSeconds(second), second < 200 ? second * 10L : 2000 + (second - 200));
        }

        Assert.Equal(1, throughput.EpochsPerSecond!.Value, 3);
    }

    [Fact]
    public void Two_looks_in_the_same_moment_divide_by_nothing()
    {
        throughput.Add(TimeSpan.FromSeconds(1), 1);
        throughput.Add(TimeSpan.FromSeconds(1), 2);
        Assert.Null(throughput.EpochsPerSecond);
    }

    [Fact]
    public void A_rest_without_end_has_no_time()
    {
        throughput.Add(TimeSpan.Zero, 0);
        throughput.Add(TimeSpan.FromSeconds(29), 1);
        Assert.Null(throughput.Remaining(long.MaxValue));
    }
}
