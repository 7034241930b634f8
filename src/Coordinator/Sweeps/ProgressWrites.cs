namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// When a sweep stores for other processes how it stands: as often as it says so, but never while what it said before is still being stored, so
/// that nothing piles up while the database is away, and rarely while nothing changes. Pure: times come with the calls.
/// </summary>
public sealed class ProgressWrites
{
    // Who watches the store takes a sweep that says nothing for 15 s to be left alone.
    private static readonly TimeSpan IdleEvery = TimeSpan.FromSeconds(5);

    private bool isUnderWay;
    private bool wasIdle;
    private DateTimeOffset begun;

    /// <param name="isIdle">Nothing is in training.</param>
    /// <returns>Whether it is to be stored now.</returns>
    public bool Begin(bool isIdle, DateTimeOffset now)
    {
        if (isUnderWay || (isIdle && wasIdle && now - begun < IdleEvery))
        {
            return false;
        }

        (isUnderWay, wasIdle, begun) = (true, isIdle, now);
        return true;
    }

    public void Stored() => isUnderWay = false;
}
