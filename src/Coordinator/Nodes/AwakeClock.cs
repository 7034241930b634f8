namespace Sweep.Coordinator.Nodes;

/// <summary>
/// The time by which silence is measured. It passes only while this process runs: one that was stopped for a while has not listened either,
/// and what was said to it meanwhile is yet to be read. Whoever sets the machine's clock does not move it.
/// </summary>
/// <param name="longestStep">What passes at most between two looks at it.</param>
public sealed class AwakeClock(TimeProvider clock, TimeSpan longestStep)
{
    private DateTimeOffset now = clock.GetUtcNow();
    private long looked = clock.GetTimestamp();

    /// <summary>Looks at it; to be done often.</summary>
    public DateTimeOffset Now()
    {
        var timestamp = clock.GetTimestamp();
        var passed = clock.GetElapsedTime(looked, timestamp);
        looked = timestamp;
        now += passed < longestStep ? passed : longestStep;
        return now;
    }
}
