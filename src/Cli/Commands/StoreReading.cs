using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Commands;

/// <summary>Reads sweeps from a root, beside the process that works on it or with none.</summary>
public static class StoreReading
{
    /// <summary>The running runs of a store are believed for so long after they were written.</summary>
    private static readonly TimeSpan ProgressLasts = TimeSpan.FromSeconds(15);

    /// <exception cref="CommandFailed">There is no store in that folder.</exception>
    public static ResultsStore Open(string root)
    {
        try
        {
            return Open(Database.File(SweepRoot.OpenForReading(root).Database));
        }
        catch (RootException missing)
        {
            throw CommandFailed.BadUsage(missing.Message);
        }
    }

    /// <exception cref="CommandFailed">There is no store in that database.</exception>
    public static ResultsStore Open(Database database)
    {
        try
        {
            return ResultsStore.OpenForReading(database);
        }
        catch (StoreException missing) when (missing.Failure == StoreFailure.Missing)
        {
            throw CommandFailed.BadUsage(missing.Message);
        }
    }

    /// <exception cref="CommandFailed">There is no such sweep.</exception>
    public static SweepRow Find(this ResultsStore store, string id)
    {
        if (store.FindSweep(new SweepId(id)) is { } row)
        {
            return row;
        }

        var known = store.Sweeps().Select(sweep => sweep.Id.Value).ToList();
        var meant = NearestName.Of(id, known) is { } nearest ? $" Did you mean `{nearest}`?" : "";
        throw CommandFailed.BadUsage($"there is no sweep `{id}` here.{meant} There are: {string.Join(", ", known.TakeLast(20))}.");
    }

    /// <summary>How a sweep stands now.</summary>
    public static SweepStatus Status(this ResultsStore store, SweepRow row)
    {
        var counts = row.Counts;
        var running = store.FindProgress(row.Id) is { } progress && TimeProvider.System.GetUtcNow() - progress.Updated < ProgressLasts
            ? Math.Min(counts.Waiting, ProgressJson.Read(row.Id, progress.Progress).Length)
            : 0;
        return new SweepStatus(
            row.Id, row.Name, row.Phase, counts with { Waiting = counts.Waiting - running, Running = running }, store.FindBest(row.Id, row.Objective),
            row.Digest);
    }
}
