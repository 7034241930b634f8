using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>
/// Rows that are stored together or not at all. Storing a batch twice is the same as storing it once. Sweeps are added or brought up to date;
/// a completed result is never replaced; epochs and events that are there stay as they are; progress replaces what is older.
/// </summary>
public sealed record StoreBatch
{
    /// <summary>Carried out first.</summary>
    public IReadOnlyList<SweepRewind> Rewinds { get; init; } = [];

    public IReadOnlyList<SweepRow> Sweeps { get; init; } = [];

    public IReadOnlyList<ResultRow> Results { get; init; } = [];

    public IReadOnlyList<EpochRow> Epochs { get; init; } = [];

    public IReadOnlyList<EventRow> Events { get; init; } = [];

    public IReadOnlyList<ProgressRow> Progress { get; init; } = [];

    /// <summary>All that these batches hold as one, of each kind in their order.</summary>
    public static StoreBatch Join(IReadOnlyCollection<StoreBatch> batches) => batches.Count == 1 ? batches.First() : new StoreBatch
    {
        Rewinds = [.. batches.SelectMany(batch => batch.Rewinds)],
        Sweeps = [.. batches.SelectMany(batch => batch.Sweeps)],
        Results = [.. batches.SelectMany(batch => batch.Results)],
        Epochs = [.. batches.SelectMany(batch => batch.Epochs)],
        Events = [.. batches.SelectMany(batch => batch.Events)],
        Progress = [.. batches.SelectMany(batch => batch.Progress)],
    };
}

/// <summary>
/// The journal of a sweep ends with that number, although its row claims to know of later ones: the end of the journal was lost, in a
/// power cut or because a backup was restored. The row takes changes from that number on again; results and epochs stay.
/// </summary>
public sealed record SweepRewind(SweepId Sweep, long Sequence);

/// <summary>A result that was not stored, because the run has a completed one already that says something else.</summary>
public sealed record ResultConflict(ResultRow Stored, ResultRow Refused)
{
    public override string ToString() => Stored.Key != Refused.Key
        ? $"Run {Stored.Run} is completed under the key {Stored.Key}, but was reported again under {Refused.Key}."
        : $"Run {Stored.Run} is completed with {Stored.Metrics}, but was reported again as {Refused.State} with {Refused.Metrics}.";
}
