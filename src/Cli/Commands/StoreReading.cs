using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;

namespace Sweep.Cli.Commands;

/// <summary>Reads sweeps from a root, beside the process that works on it or with none.</summary>
public static class StoreReading
{
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
}
