using Sweep.Cli.Drill;

namespace Sweep.Cli.Tests.Drill;

public sealed class SignalsTests
{
    private const int NoSignal = 0;

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void What_is_no_process_gets_no_signal_and_has_no_children(int process)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Signals.Send(process, NoSignal));
        Assert.Throws<ArgumentOutOfRangeException>(() => Signals.ChildrenOf(process));
    }

    [Fact]
    public void Whether_a_process_was_there_is_told()
    {
        Assert.True(Signals.Send(Environment.ProcessId, NoSignal));
        Assert.False(Signals.Send(int.MaxValue, NoSignal));
    }
}
