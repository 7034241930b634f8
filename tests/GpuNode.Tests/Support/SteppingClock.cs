namespace Sweep.GpuNode.Tests.Support;

/// <summary>Time that passes only when it is told to.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => passed.Ticks;

    public void Advance(TimeSpan time) => passed += time;
}
