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
        FinalLine.Of(Some.Status()));

    [Theory]
    [InlineData(SweepPhase.Paused, "paused")]
    [InlineData(SweepPhase.Cancelled, "cancelled")]
    public void Other_phases_are_named(SweepPhase phase, string word) => Assert.StartsWith($"sweep quickstart-1 {word}: ", FinalLine.Of(Some.Status(phase)));
}
