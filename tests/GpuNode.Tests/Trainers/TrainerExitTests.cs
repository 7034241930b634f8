using Sweep.GpuNode.Trainers;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Trainers;

public sealed class TrainerExitTests
{
    private static RunOutcome.Failed Failure(int code, bool outOfMemory = false, string? killedBecause = null, string lastWords = "") =>
        new TrainerExit(code, killedBecause, outOfMemory, lastWords).ToFailure();

    [Fact]
    public void A_kill_by_a_kernel_without_memory_is_a_lack_of_memory() =>
        Assert.Equal(FailureKind.OutOfMemory, Failure(137, outOfMemory: true).Kind);

    [Fact]
    public void A_kill_by_nobody_known_is_a_crash_that_says_what_is_likely()
    {
        Assert.Equal(FailureKind.Crashed, Failure(137).Kind);
        Assert.Contains("probably because memory ran out", Failure(137).Error);
    }

    [Fact]
    public void A_kill_of_our_own_says_why_even_while_the_kernel_kills_others()
    {
        var failure = Failure(137, outOfMemory: true, killedBecause: "it said nothing.");

        Assert.Equal((FailureKind.Crashed, "The training process was killed, because it said nothing."), (failure.Kind, failure.Error));
    }

    [Fact]
    public void Another_signal_is_no_lack_of_memory_only_because_the_kernel_killed_something() =>
        Assert.Equal(FailureKind.Crashed, Failure(139, outOfMemory: true).Kind);

    [Theory]
    [InlineData(139, "SIGSEGV")]
    [InlineData(134, "SIGABRT")]
    [InlineData(132, "SIGILL")]
    [InlineData(136, "SIGFPE")]
    [InlineData(178, "signal 50")]
    [InlineData(0, "exit code 0")]
    [InlineData(3, "exit code 3")]
    [InlineData(255, "exit code 255")]
    public void An_end_is_told_by_its_signal_or_its_code(int code, string name) => Assert.Contains(name, Failure(code, lastWords: "last words").Error);

    [Fact]
    public void Last_words_are_passed_on() => Assert.EndsWith(": terminate called", Failure(134, lastWords: "terminate called").Error);
}
