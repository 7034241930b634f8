using Sweep.Cli.Display;
using Sweep.Cli.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Display;

public sealed class EventLineTests
{
    [Fact]
    public void A_start_names_slot_and_cell() =>
        Assert.Equal("run 3 started on cpu#0: l1=0.0001 latent=15", EventLine.Of(new RunEvent.Started(Some.Run(), 1, Some.Slot, Some.Cell)));

    [Fact]
    public void A_later_attempt_says_so() =>
        Assert.Contains("cpu#0, attempt 2:", EventLine.Of(new RunEvent.Started(Some.Run(), 2, Some.Slot, Some.Cell)));

    [Fact]
    public void An_epoch_has_its_metrics_and_speed() => Assert.Equal(
        "run 3 epoch 2/5 psnr=18.25 test_loss=0.015 (0.42 s, 23000 samples/s)",
        EventLine.Of(new RunEvent.EpochEnded(Some.Run(), 1, 5, new EpochMetrics(2, Some.Metrics(), 0.42, 23000))));

    [Fact]
    public void A_completion_has_its_final_metrics() => Assert.Equal(
        "run 3 completed: 5 epochs in 2.5 s, psnr=18.25 test_loss=0.015",
        EventLine.Of(new RunEvent.Completed(Some.Run(), 1, 5, 2.5, Some.Metrics())));

    [Theory]
    [InlineData(true, "run 3 failed (diverged): loss is NaN")]
    [InlineData(false, "run 3 failed, will be tried again (diverged): loss is NaN")]
    public void A_failure_is_one_line_however_long_its_error(bool isFinal, string line) =>
        Assert.Equal(line, EventLine.Of(new RunEvent.Failed(Some.Run(), 1, FailureKind.Diverged, "loss is NaN\n   at Somewhere", isFinal)));

    [Fact]
    public void An_interruption_names_the_epoch_that_is_kept() =>
        Assert.Equal("run 3 interrupted after epoch 4", EventLine.Of(new RunEvent.Interrupted(Some.Run(), 1, 4)));

    [Fact]
    public void Every_kind_of_failure_has_a_word() =>
        Assert.Equal(Enum.GetValues<FailureKind>().Length, Enum.GetValues<FailureKind>().Select(Words.Reason).Distinct().Count());
}
