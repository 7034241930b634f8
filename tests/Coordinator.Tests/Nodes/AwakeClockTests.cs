using Sweep.Coordinator.Nodes;

namespace Sweep.Coordinator.Tests.Nodes;

public sealed class AwakeClockTests
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(4);

    private readonly SetClock machine = new();
    private readonly AwakeClock awake;
    private readonly DateTimeOffset began;

    public AwakeClockTests()
    {
        awake = new AwakeClock(machine, LongestStep);
        began = awake.Now();
    }

    [Fact]
    public void Time_passes_while_someone_looks()
    {
        for (var seconds = 0; seconds < 10; seconds++)
        {
            machine.Passed += TimeSpan.FromSeconds(1);
            awake.Now();
        }

        Assert.Equal(began + TimeSpan.FromSeconds(10), awake.Now());
    }

    [Fact]
    public void The_time_for_which_the_process_was_stopped_is_not_counted()
    {
        machine.Passed += TimeSpan.FromHours(1);

        Assert.Equal(began + LongestStep, awake.Now());
    }

    [Fact]
    public void A_clock_that_is_set_does_not_move_it()
    {
        machine.Set += TimeSpan.FromHours(1);

        Assert.Equal(began, awake.Now());
    }

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public TimeSpan Set { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Passed + Set;
    }
}
