using System.Collections.Immutable;
using Sweep.Messages.Parameters;

namespace Sweep.Messages.Studies;

/// <summary>Which runs of a sweep are meant.</summary>
/// <param name="Grid">Name of the study's grid; null for all of them.</param>
/// <param name="Where">What must hold of their hyperparameters, all of it.</param>
public sealed record RunSelection(string? Grid, ImmutableArray<ParameterCondition> Where)
{
    public static readonly RunSelection All = new(null, []);

    public bool Matches(string grid, ParameterSet parameters) =>
        (Grid is null || Grid == grid) && Where.All(condition => condition.Matches(parameters.Find(condition.Name)));
}
