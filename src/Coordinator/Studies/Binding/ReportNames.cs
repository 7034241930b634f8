using Sweep.Messages.Catalogue;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>What the part of a study that is for its report may name.</summary>
/// <param name="Objective">The metric where a figure or check names none.</param>
/// <param name="Grids">Empty where there is one grid without a name.</param>
/// <param name="Metrics">Null when any may be named.</param>
/// <param name="Parameters">Null when any may be named.</param>
internal sealed record ReportNames(string Objective, IReadOnlyList<string> Grids, IReadOnlyList<string>? Metrics, IReadOnlyList<string>? Parameters)
{
    private static readonly string[] KnownOfEveryRun = ["seconds", "samples_per_second", "compression"];

    /// <summary>Runs that differ in nothing else count as one cell, which therefore has none.</summary>
    public const string Seed = "seed";

    private static readonly string[] SetForEveryRun = ["model", "dataset", "epochs", Seed];

    public static ReportNames Of(string objective, IReadOnlyList<string> grids, Catalogue catalogue) => new(
        objective,
        grids,
        [.. catalogue.Models.SelectMany(model => model.Metrics).Concat(KnownOfEveryRun).Distinct()],
        [.. SetForEveryRun, .. catalogue.Models.SelectMany(model => model.Parameters).Select(parameter => parameter.Name).Except(SetForEveryRun).Distinct()]);
}
