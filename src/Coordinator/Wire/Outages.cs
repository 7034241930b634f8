using Sweep.Messages;

namespace Sweep.Coordinator.Wire;

/// <summary>
/// Which of many failures to reach others are worth a line: the first, then one a minute, and ever fewer while the other stays away.
/// </summary>
/// <remarks>Not thread-safe. Moments are time since any one moment, by a clock that never jumps.</remarks>
public sealed class Outages
{
    /// <summary>The lines of one outage come after 0, 1, 3, 7, 15, 30, 45 … minutes.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, Outage> outages = [];

    /// <summary>Takes note of a failure to reach someone.</summary>
    /// <returns>How long the outage lasts so far, where that is to be said now: zero for a new one.</returns>
    public TimeSpan? Failed(string peer, TimeSpan now)
    {
        Forget(now);
        if (!outages.TryGetValue(peer, out var outage))
        {
            outages[peer] = new Outage(now, now, now + ShortestPause, Lines: 1);
            return TimeSpan.Zero;
        }

        var isDue = now >= outage.SaidAgainAt;
        outages[peer] = isDue
            ? new Outage(outage.Since, now, now + Backoff.Delay(outage.Lines + 1, ShortestPause, LongestPause), outage.Lines + 1)
            : outage with { LastFailure = now };
        return isDue ? now - outage.Since : null;
    }

    /// <summary>Takes note that someone is reached.</summary>
    /// <returns>For how long they were not; null where no outage was known.</returns>
    public TimeSpan? Reached(string peer, TimeSpan now) => outages.Remove(peer, out var outage) ? now - outage.Since : null;

    // Whom nobody tries to reach any more has left for good: a machine that was rented for an hour.
    private void Forget(TimeSpan now)
    {
        foreach (var (peer, _) in outages.Where(entry => now - entry.Value.LastFailure > 2 * LongestPause).ToList())
        {
            outages.Remove(peer);
        }
    }

    private sealed record Outage(TimeSpan Since, TimeSpan LastFailure, TimeSpan SaidAgainAt, int Lines);
}
