using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies;

/// <summary>A figure that the report of a study shows.</summary>
/// <param name="Kind"><c>curves</c>, <c>line</c>, <c>bars</c>, <c>images</c>, …</param>
/// <param name="Settings">The whole entry: what the kind of figure makes of it, with places for its errors.</param>
public sealed record StudyFigure(string Kind, string Title, StudyNode.Mapping Settings);
