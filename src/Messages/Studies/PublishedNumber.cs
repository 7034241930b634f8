using System.Collections.Immutable;

namespace Sweep.Messages.Studies;

/// <summary>A number that the source of a study states, to be set beside the one measured.</summary>
/// <param name="Name">Unique in the study: <c>mnist-best</c>.</param>
/// <param name="Value">As published, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Empty when it has none.</param>
/// <param name="Tolerance">How far the measured number may lie away, in the same unit; null when it is only shown.</param>
/// <param name="Where">Table or figure of the source; empty when it is not told.</param>
/// <param name="Runs">The runs it is measured on.</param>
/// <param name="Pick">What is taken of several cells, judged by <paramref name="Measure"/> itself.</param>
/// <param name="Cell">The hyperparameters at which the source has found it; empty when it says none.</param>
public sealed record PublishedNumber(
    string Name,
    double Value,
    string Unit,
    double? Tolerance,
    string Where,
    RunSelection Runs,
    Measure Measure,
    Pick Pick,
    ImmutableArray<ParameterCondition> Cell);
