using System.Collections.Concurrent;

namespace Sweep.GpuNode.Tests.Support;

/// <summary>A clock on which every wait is over at once, and has taken its time; unless waits never end.</summary>
internal sealed class LeapingClock(bool standsStill = false) : TimeProvider
{
    private long ticks;

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (standsStill || dueTime < TimeSpan.Zero)
        {
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Waits.Enqueue(dueTime);
        Interlocked.Add(ref ticks, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
