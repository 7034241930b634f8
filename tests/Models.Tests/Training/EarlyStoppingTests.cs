using System.Collections.Immutable;
using Sweep.Messages.Runs;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Training;

public class EarlyStoppingTests
{
    [Theory]
    [InlineData(2, false, 3.0, 2.0, 1.0)]
    [InlineData(2, false, 3.0, 1.0, 2.0)]
    [InlineData(2, true, 3.0, 1.0, 2.0, 1.5)]
    [InlineData(2, true, 3.0, 1.0, 1.0, 1.0)]
    [InlineData(2, false, 3.0, 1.0, 2.0, 0.9)]
    [InlineData(3, false, 3.0, 1.0, 2.0, 1.5)]
    [InlineData(0, false, 1.0, 2.0, 3.0, 4.0)]
    public void Patience_counts_epochs_without_a_lower_loss(int patience, bool due, params double[] losses) =>
        Assert.Equal(due, EarlyStopping.IsDue(patience, History("test_loss", losses)));

    [Fact]
    public void The_validation_loss_goes_before_the_test_loss()
    {
        var history = History("test_loss", [1, 2, 3])
            .Zip(
                new double[] { 3, 2, 1 },
                (epoch, loss) => epoch with { Metrics = MetricSet.Of(("test_loss", epoch.Metrics["test_loss"]!.Value), ("val_loss", loss)) });

        Assert.False(EarlyStopping.IsDue(1, [.. history]));
    }

    private static ImmutableArray<EpochMetrics> History(string metric, double[] losses) =>
        [.. losses.Select((loss, index) => new EpochMetrics(index + 1, MetricSet.Of((metric, loss)), 1, 1))];
}
