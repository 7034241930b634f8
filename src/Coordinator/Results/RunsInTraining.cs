using System.Collections.Immutable;
using Sweep.Messages.Progress;

namespace Sweep.Coordinator.Results;

/// <summary>What a sweep trains, as the process that works on it last said.</summary>
/// <param name="Count">Of all runs in training.</param>
/// <param name="Shown">Those of them that were told, which are no more than a screen shows.</param>
public sealed record RunsInTraining(DateTimeOffset Updated, int Count, ImmutableArray<RunProgress> Shown)
{
    /// <summary>Whoever works on a sweep says so every few seconds. After so long nobody does.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromSeconds(15);

    /// <summary>The last attempt of each run that was begun and has not ended, also of those that are in training no more.</summary>
    public IReadOnlyDictionary<int, int> LastAttempts { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>The runs of the sweep by where they stand.</summary>
    /// <param name="counts">With those in training among those that wait.</param>
    public RunCounts Among(RunCounts counts)
    {
        // The two were not read at one moment.
        var running = Math.Min(counts.Waiting, Count);
        return counts with { Waiting = counts.Waiting - running, Running = running };
    }
}
