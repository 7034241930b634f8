namespace Sweep.Cli.Tests.Support;

/// <summary>Every wait is over at once, and has taken its time.</summary>
internal sealed class HurryingClock : TimeProvider
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(
        passed =>
        {
            Interlocked.Add(ref now, dueTime.Ticks);
            callback(passed);
        },
        state,
        dueTime == Timeout.InfiniteTimeSpan ? dueTime : Instant,
        period == Timeout.InfiniteTimeSpan ? period : Instant);
}
