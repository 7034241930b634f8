using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Sweeps;

public sealed class ProgressWritesTests
{
    private readonly ProgressWrites writes = new();
    private int seconds;

    private bool Begin(bool isIdle = false) => writes.Begin(isIdle, Some.Moment.AddSeconds(seconds++));

    [Fact]
    public void Nothing_is_written_while_what_was_said_before_is_not_stored()
    {
        Assert.True(Begin());
        Assert.False(Begin());
        Assert.False(Begin());

        writes.Stored();

        Assert.True(Begin());
    }

    [Fact]
    public void Who_trains_nothing_says_it_at_once_and_then_rarely()
    {
        var said = Enumerable.Range(0, 12).Select(second =>
        {
            writes.Stored();
            return Begin(isIdle: second > 0);
        });

        Assert.Equal([true, true, false, false, false, false, true, false, false, false, false, true], said);
    }

    [Fact]
    public void Who_trains_again_says_it_at_once()
    {
        Begin(isIdle: true);
        writes.Stored();

        Assert.True(Begin());
    }
}
