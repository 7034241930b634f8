using Sweep.Coordinator.Grids;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Studies;

/// <summary>Brings the data sets of a grid to this machine before anything is trained, so that a download is seen and can be interrupted.</summary>
public static class DataSetFetch
{
    /// <exception cref="CommandFailed">It was interrupted.</exception>
    /// <exception cref="Messages.Catalogue.DataSetException">One cannot be had.</exception>
    public static async Task AllOfAsync(GridDefinition grid, DataSetLibrary library, CancellationToken interruption)
    {
        foreach (var dataSet in grid.DataSets)
        {
            try
            {
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
}
