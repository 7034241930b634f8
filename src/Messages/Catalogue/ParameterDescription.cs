using System.Collections.Immutable;
using Sweep.Messages.Parameters;

namespace Sweep.Messages.Catalogue;

/// <summary>One hyperparameter that a model knows.</summary>
/// <param name="Name">Dotted where nested: <c>noise.variance</c>.</param>
/// <param name="Default">What holds where a study does not say; null when it must say, or may be absent.</param>
/// <param name="Minimum">Least allowed number, for each item of a list too; null for no bound.</param>
/// <param name="MinimumExcluded">The number must be greater than <paramref name="Minimum"/>.</param>
/// <param name="Choices">Allowed texts; empty when free.</param>
/// <param name="Absent">Said of one that a run may do without: what the model does where it has none. Empty for all others.</param>
public sealed record ParameterDescription(
    string Name,
    ParameterKind Kind,
    string Summary,
    ParameterValue? Default = null,
    double? Minimum = null,
    double? Maximum = null,
    bool MinimumExcluded = false,
    ImmutableArray<string> Choices = default,
    string Absent = "")
{
    public bool MayBeAbsent => Absent.Length > 0;

    /// <summary>A study must give it.</summary>
    public bool IsRequired => Default is null && !MayBeAbsent;
}

public enum ParameterKind
{
    Truth,
    Integer,

    /// <summary>Finite. A whole number in a study file is taken as real.</summary>
    Real,
    Text,

    /// <summary>A list of whole numbers.</summary>
    Integers,
}
