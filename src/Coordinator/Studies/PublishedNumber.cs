using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies;

/// <summary>A number that the source of a study states, to be set beside the one measured.</summary>
/// <param name="Name">Unique in the study: <c>best-psnr-mnist</c>.</param>
/// <param name="Value">As published, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Empty when it has none.</param>
/// <param name="Tolerance">How far the measured number may lie away, in the same unit; null when it is only shown.</param>
/// <param name="Where">Table or figure of the source.</param>
/// <param name="Settings">The whole entry: how the number is measured, with places for errors.</param>
public sealed record PublishedNumber(string Name, double Value, string Unit, double? Tolerance, string Where, StudyNode.Mapping Settings);
