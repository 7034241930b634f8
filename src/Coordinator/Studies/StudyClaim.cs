using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies;

/// <summary>A statement of the source of a study, to be checked against the results.</summary>
/// <param name="Name">Unique in the study.</param>
/// <param name="Says">The claim in a sentence.</param>
/// <param name="Check">How it is checked, with places for errors.</param>
/// <param name="Where">Section of the source; empty when it has none.</param>
public sealed record StudyClaim(string Name, string Says, StudyNode.Mapping Check, string Where);
