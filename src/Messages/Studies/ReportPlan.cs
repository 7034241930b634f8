using System.Collections.Immutable;

namespace Sweep.Messages.Studies;

/// <summary>What the report of a study shows beside the results.</summary>
/// <param name="Source">Which report the study reproduces; empty when none.</param>
/// <param name="Figures">Empty when the report is to choose.</param>
public sealed record ReportPlan(
    string Name,
    string Description,
    string Source,
    ImmutableArray<StudyFigure> Figures,
    ImmutableArray<PublishedNumber> Published,
    ImmutableArray<StudyClaim> Claims);
