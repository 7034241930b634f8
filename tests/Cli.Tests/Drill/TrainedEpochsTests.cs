using Sweep.Cli.Drill;
using Sweep.Coordinator.Results;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Drill;

public sealed class TrainedEpochsTests
{
    private static EpochRow Row(int run, int attempt, int epoch, double seconds) =>
        new(new RunId(new SweepId("drill-1"), run), attempt, new EpochMetrics(epoch, MetricSet.Empty, seconds, 0));

    [Fact]
    public void What_one_attempt_trained_is_not_lost() =>
        Assert.Equal(0, new TrainedEpochs([Row(0, 1, 1, 2), Row(0, 1, 2, 3), Row(1, 1, 1, 2)]).SecondsLost());

    [Fact]
    public void Of_a_run_that_goes_on_from_a_checkpoint_only_the_epoch_in_training_is_lost()
    {
        // The second attempt says the first epoch again, with its seconds, and trains the second anew.
        var trained = new TrainedEpochs([Row(0, 1, 1, 2), Row(0, 2, 1, 2), Row(0, 2, 2, 3)]);

        Assert.Equal(3, trained.SecondsLost()); // The epoch in which the first attempt ended: at most the longest.
    }

    [Fact]
    public void An_epoch_that_was_trained_again_is_lost_once()
    {
        var trained = new TrainedEpochs([Row(0, 1, 1, 2), Row(0, 1, 2, 1), Row(0, 2, 1, 2), Row(0, 2, 2, 1.5)]);

        Assert.Equal(1 + 2, trained.SecondsLost());
    }

    [Fact]
    public void It_knows_how_far_a_run_has_come_and_in_which_attempt()
    {
        var trained = new TrainedEpochs([Row(0, 1, 4, 2), Row(0, 2, 3, 2), Row(1, 5, 9, 2)]);

        Assert.Equal((4, 2), (trained.LastOf(0), trained.LastAttemptOf(0)));
        Assert.Equal(3, trained.LastOf(0, fromAttempt: 2));
        Assert.Equal((0, 0), (trained.LastOf(7), trained.LastAttemptOf(7)));
    }
}
