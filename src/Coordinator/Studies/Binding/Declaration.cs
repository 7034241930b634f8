using System.Collections.Immutable;
using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>What a study says of one hyperparameter, or of several that an axis sets together, before it is known what kind they are.</summary>
/// <param name="Name">Dotted: <c>noise.variance</c>; of an axis that sets several, what they have in common: <c>noise</c>.</param>
/// <param name="Root">The key under which it was written: <c>noise</c> for a nested <c>noise.variance</c>.</param>
/// <param name="Place">Of the key.</param>
/// <param name="Node">The value, the list of values, or the map with min, max and count.</param>
/// <param name="Sets">The hyperparameters that it sets.</param>
internal sealed record Declaration(
    string Name, string Root, StudyPlace Place, StudyNode Node, DeclarationKind Kind, ImmutableArray<string> Sets, bool IsOverride = false)
{
    /// <summary>Whether this one, written closer to the runs (in a grid, or on the command line), stands in for <paramref name="earlier"/>.</summary>
    public bool Replaces(Declaration earlier) =>
        earlier.Name == Name || earlier.Name == Root || earlier.Name.StartsWith(Root + ".", StringComparison.Ordinal);
}

internal enum DeclarationKind
{
    /// <summary>One value for all cells.</summary>
    Value,

    /// <summary>An axis with its values listed.</summary>
    Values,

    /// <summary>An axis from min to max.</summary>
    Range,

    /// <summary>The axis of seeds: a list or how many.</summary>
    Seeds,

    /// <summary>A map that selects one run of an earlier grid, whose key is the value.</summary>
    Run,
}
