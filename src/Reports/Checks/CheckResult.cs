using System.Collections.Immutable;

namespace Sweep.Reports.Checks;

/// <summary>A published number or a claim beside what was measured.</summary>
/// <param name="Published">The number; of a claim, how many comparisons it stands for.</param>
/// <param name="Measured">The number; of a claim, how many of its comparisons hold. Null when no run tells.</param>
/// <param name="Holds">Null when it was not measured, or has no tolerance.</param>
public sealed record CheckResult(string Name, double Published, double? Measured, bool? Holds)
{
    public double? Difference => Measured - Published;

    /// <summary>For people: which cell was found, which comparisons do not hold.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
