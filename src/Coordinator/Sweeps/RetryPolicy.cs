using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>What becomes of a run whose attempt failed by itself.</summary>
/// <param name="Retries">How often a failed run is tried again; 2 by default, so that it has 3 attempts.</param>
public sealed record RetryPolicy(int Retries = 2)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <param name="failures">How often the run had failed before this failure.</param>
    public bool IsFinal(FailureKind kind, int failures) => kind switch
    {
        // The same bits would diverge again, and the same study would be refused again.
        FailureKind.Diverged or FailureKind.BadConfig => true,
        FailureKind.OutOfMemory or FailureKind.Crashed => failures >= Retries,
        FailureKind.Preempted or FailureKind.NodeLost => false,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of failure."),
    };

    /// <summary>The wait before the next attempt: 1 s, 2 s, 4 s, 8 s, … at most 1 min.</summary>
    /// <param name="failures">How often the run has failed, this time included; at least 1.</param>
    public static TimeSpan Delay(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, Math.Pow(2, Math.Clamp(failures, 1, 30) - 1)));
}
