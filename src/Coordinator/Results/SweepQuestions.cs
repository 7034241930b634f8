using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>What people ask of a sweep, on the command line and over HTTP, answered from the store.</summary>
public static class SweepQuestions
{
    private const int MostNamed = 20;

    /// <exception cref="UnknownSweepException">There is no such sweep.</exception>
    public static SweepRow Find(this ResultsStore store, string id)
    {
        if (store.FindSweep(new SweepId(id)) is { } row)
        {
            return row;
        }

        var known = store.Sweeps().Select(sweep => sweep.Id.Value).ToList();
        throw new UnknownSweepException($"there is no sweep `{id}` here.{NearestName.Known(id, known, MostNamed)}");
    }

    /// <summary>How a sweep stands now.</summary>
    public static SweepStatus Status(this ResultsStore store, SweepRow row)
    {
        var training = store.FindTraining(row.Id, TimeProvider.System.GetUtcNow());
        return new SweepStatus(
            row.Id, row.Name, row.Phase, training?.Among(row.Counts) ?? row.Counts, store.FindBest(row.Id, row.Objective), row.Digest);
    }

    /// <summary>What a sweep trains, as whoever works on it last said; null when nobody ever did.</summary>
    public static RunsInTraining? FindTraining(this ResultsStore store, SweepId sweep, DateTimeOffset now) => store.FindProgress(sweep) switch
    {
        null => null,
        var said when (now - said.Updated).Duration() < RunsInTraining.Lasting => ProgressJson.Read(said),
        var said => new RunsInTraining(said.Updated, 0, []),
    };

    public static SweepDescription Describe(this ResultsStore store, SweepRow row) => new(
        row.Id, row.Objective, [.. Grid.From(GridDefinitionJson.Read(row.Definition)).Varying], store.Kinds(row.Id), row.Created, row.PauseReason,
        row.StudyText);

    /// <summary>Whether every cell has exactly one accepted result; reads all of them.</summary>
    public static Verification Verify(this ResultsStore store, SweepRow row) =>
        Verification.Of(Grid.From(GridDefinitionJson.Read(row.Definition)).Keys(), store.Results(row.Id), store.EpochCounts(row.Id));

    /// <summary>The last sweep of the same grid, when each of its runs has completed: there is nothing to do.</summary>
    public static SweepRow? FindDone(this ResultsStore store, string study, string definitionDigest) =>
        store.FindLatest(study, definitionDigest) is { Phase: SweepPhase.Completed, Failed: 0, Cancelled: 0 } row ? row : null;
}

/// <summary>What a sweep is about.</summary>
/// <param name="Varying">Hyperparameters in which its runs differ, in the order of the study.</param>
/// <param name="Kinds">Of the nodes that its results come from.</param>
/// <param name="PauseReason">Null unless it is paused.</param>
/// <param name="StudyText">The study file as it was.</param>
public sealed record SweepDescription(
    SweepId Id, Objective Objective, IReadOnlyList<string> Varying, IReadOnlyList<string> Kinds, DateTimeOffset Created, string? PauseReason,
    string StudyText);

/// <summary>A sweep was named that is not there; the message says which are.</summary>
public sealed class UnknownSweepException(string message) : Exception(message);
