using Sweep.Coordinator.Grids;
using Sweep.Messages.Studies;

namespace Sweep.Coordinator.Studies;

/// <summary>A study file that was read and found valid against a catalogue.</summary>
/// <param name="File">The path as given.</param>
/// <param name="Text">The file as it is, for people.</param>
/// <param name="Grid">Everything that decides the runs.</param>
/// <param name="Report">What its report shows.</param>
public sealed record Study(string File, string Text, GridDefinition Grid, ReportPlan Report)
{
    public string Name => Report.Name;

    public string Description => Report.Description;

    /// <summary>Which report it reproduces; empty when none.</summary>
    public string Source => Report.Source;
}
