using Sweep.Messages;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>What becomes of a run whose attempt failed. Each kind of failure has a budget of its own.</summary>
/// <param name="Retries">How often a run that crashed is tried again, and how often one that found no memory; 2 by default, so that it has 3 attempts.</param>
public sealed record RetryPolicy(int Retries = 2)
{
    /// <summary>A run that has lost so many nodes in a row, see <see cref="LossStreaks"/>, has failed.</summary>
    public const int MostLosses = 10;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>How often a run is tried again after failures of this kind; null for no limit.</summary>
    public int? Budget(FailureKind kind) => kind switch
    {
        // The same bits would diverge again, and the same study would be refused again.
        FailureKind.Diverged or FailureKind.BadConfig => 0,
        FailureKind.OutOfMemory or FailureKind.Crashed => Retries,

        // Not the run's fault, unless it is so again and again.
        FailureKind.NodeLost => MostLosses - 1,

        // Not the run's fault.
        FailureKind.Preempted => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of failure."),
    };

    /// <param name="failures">How often the run had failed in this way before this failure; where nodes were lost, in a row.</param>
    public bool IsFinal(FailureKind kind, int failures) => failures >= Budget(kind);

    /// <summary>The wait before the next attempt: 1 s, 2 s, 4 s, 8 s, … at most 1 min.</summary>
    /// <param name="failures">How often the run has failed, this time included; at least 1.</param>
    public static TimeSpan Delay(int failures) => Backoff.Delay(failures, TimeSpan.FromSeconds(1), LongestDelay);
}
