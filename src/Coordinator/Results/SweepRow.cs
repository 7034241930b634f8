using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>One sweep of the store.</summary>
/// <param name="Name">The study's.</param>
/// <param name="Number">Tells sweeps of one name apart, counted from 1.</param>
/// <param name="Definition">The resolved grid as canonical JSON.</param>
/// <param name="DefinitionDigest">SHA-256 of it in hexadecimal: equal when the grids are.</param>
/// <param name="StudyText">The study file as it was, for people.</param>
/// <param name="Fresh">Results and checkpoints of other sweeps are not used.</param>
/// <param name="Total">Cells of the grid.</param>
public sealed record SweepRow(
    SweepId Id,
    string Name,
    int Number,
    string Definition,
    string DefinitionDigest,
    string StudyText,
    bool Fresh,
    Objective Objective,
    int Total,
    int Priority,
    DateTimeOffset Created)
{
    public SweepPhase Phase { get; init; }

    public string? PauseReason { get; init; }

    public int Completed { get; init; }

    public int Failed { get; init; }

    public int Cancelled { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>See <see cref="SweepDigest"/>; null until all runs have ended.</summary>
    public string? Digest { get; init; }

    /// <summary>Number of the journal's last event that these tables know of. A row with a lower one never replaces one with a higher.</summary>
    public long ProjectedSequence { get; init; }

    /// <summary>Runs by where they stand, those in training counted as waiting.</summary>
    public RunCounts Counts => new(Total - Completed - Failed - Cancelled, 0, Completed, Failed, Cancelled);
}

/// <summary>The sweeps of one phase.</summary>
/// <param name="Sweeps">How many there are.</param>
/// <param name="Runs">Of all of them, those in training counted as waiting.</param>
public sealed record PhaseTotal(SweepPhase Phase, int Sweeps, RunCounts Runs);
