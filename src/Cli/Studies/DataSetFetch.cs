using Sweep.Coordinator.Grids;
using Sweep.Messages.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Studies;

/// <summary>Brings the data sets of a grid to this machine before anything is trained, so that a download is seen and can be interrupted.</summary>
public static class DataSetFetch
{
    /// <exception cref="CommandFailed">It was interrupted, or what lies on this machine is not what the grid is to be trained on.</exception>
    /// <exception cref="DataSetException">One cannot be had.</exception>
    public static async Task AllOfAsync(GridDefinition grid, DataSetLibrary library, CancellationToken interruption)
    {
        foreach (var dataSet in grid.DataSets.Where(dataSet => dataSet.Name != SyntheticDigits.Name))
        {
            try
            {
                await Task.Run(() => Require(library, dataSet), interruption);
                await Task.Run(() => library.Fetch(dataSet.Name, interruption), interruption);
            }
            catch (OperationCanceledException)
            {
                throw new CommandFailed(
                    ExitCode.Interrupted,
                    $"interrupted while `{dataSet.Name}` was downloaded: nothing was trained; the same command begins again, with the files that are whole");
            }
        }
    }

    // What has a name is published, and comes as it must be; of what has a path there is nothing but what lies there.
    private static void Require(DataSetLibrary library, DataSetStamp dataSet)
    {
        try
        {
            if (library.Find(dataSet.Name, dataSet.Digest) is null && library.Describe(dataSet.Name).Digest != dataSet.Digest)
            {
                throw CommandFailed.BadUsage(
                    $"{dataSet.Name} holds other images than when the sweep began: put those back, or begin another one with `sweep run`.");
            }
        }
        catch (DataSetException wrong)
        {
            throw CommandFailed.BadUsage(wrong.Message);
        }
    }
}
