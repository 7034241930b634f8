using Sweep.Cli.Display;
using Sweep.Cli.Tests.Support;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Tests.Display;

public sealed class FinalLineTests
{
    [Fact]
    public void A_completed_sweep_reads_as_programs_expect() => Assert.Equal(
        "sweep quickstart-1 completed: 12 runs, 11 completed, 1 failed, 0 cancelled; best 3 psnr=20.3125; digest 0a1b",
        FinalLine.Of(Some.Status(SweepPhase.Completed, new RunCounts(Completed: 11, Failed: 1), new BestRun(Some.Run(3), "psnr", 20.3125), "0a1b")));

    [Fact]
    public void A_sweep_that_stands_still_is_interrupted_and_has_no_digest() => Assert.Equal(
        "sweep quickstart-1 interrupted: 12 runs, 4 completed, 1 failed, 0 cancelled; best none; digest none",
        FinalLine.OfInterrupted(Some.Status()));

    [Fact]
    public void A_sweep_in_training_is_active_and_not_interrupted() => Assert.StartsWith("sweep quickstart-1 active: 12 runs, ", FinalLine.Of(Some.Status()));

    [Fact]
    public void A_sweep_that_was_paused_when_its_command_was_interrupted_is_paused() =>
        Assert.StartsWith("sweep quickstart-1 paused: ", FinalLine.OfInterrupted(Some.Status(SweepPhase.Paused)));

    [Theory]
    [InlineData(SweepPhase.Paused, "paused")]
    [InlineData(SweepPhase.Cancelled, "cancelled")]
    public void Other_phases_are_named(SweepPhase phase, string word) => Assert.StartsWith($"sweep quickstart-1 {word}: ", FinalLine.Of(Some.Status(phase)));
}
