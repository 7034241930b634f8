using Sweep.Messages;

namespace Sweep.Coordinator.Sweeps;

/// <summary>When a sweep that failed recovers from its journal, and when it is given up. Pure: times come with the calls.</summary>
public sealed class RecoveryPolicy
{
    /// <summary>After so many failures in a row it is given up.</summary>
    public const int MostFailures = 10;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // Without a failure for so long, the next one is the first again. That it has recovered says little: what it does next may fail as before.
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(5);

    private DateTimeOffset last;
    private int failures;
    private int ownFailures;

    /// <summary>It has failed.</summary>
    /// <param name="isStoreThere">A database that is away comes back: only what fails although it is there is given up.</param>
    /// <returns>How long to wait: 1 s, 2 s, 4 s, 8 s, … at most 30 s; null when it is given up.</returns>
    public TimeSpan? Failed(DateTimeOffset now, bool isStoreThere)
    {
        if (now - last > Calm)
        {
            (failures, ownFailures) = (0, 0);
        }

        (last, failures) = (now, failures + 1);
        ownFailures += isStoreThere ? 1 : 0;
        return ownFailures > MostFailures ? null : Backoff.Delay(failures, TimeSpan.FromSeconds(1), LongestDelay);
    }
}
