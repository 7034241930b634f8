using Sweep.Coordinator.Grids;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;

namespace Sweep.Cli.Studies;

/// <summary>Whether this process has the models of a sweep that was submitted elsewhere, or earlier: a run whose model it lacks would fail for good.</summary>
public static class KnownModels
{
    /// <exception cref="CommandFailed">One is not among them.</exception>
    public static void Require(SweepId sweep, GridDefinition grid, ModelCatalogue models)
    {
        if (grid.Models.FirstOrDefault(model => models.Find(model.Name) is null) is { } unknown)
        {
            throw CommandFailed.BadUsage(
                $"{sweep} trains the model {unknown.Name}, but known here are {string.Join(", ", models.Names)}. "
                    + "Name the assembly that has it with `--models FILE.dll`, as when the sweep began.");
        }
    }
}
