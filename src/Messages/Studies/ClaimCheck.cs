using System.Collections.Immutable;
using Sweep.Messages.Parameters;

namespace Sweep.Messages.Studies;

/// <summary>
/// How a claim is checked: as comparisons between numbers, all of which must hold. Runs that a comparison does not tell apart, such as those
/// of several seeds, count by their mean.
/// </summary>
/// <param name="Runs">The runs it is about.</param>
/// <param name="Each">Hyperparameters for each of whose combinations the claim is made by itself.</param>
public abstract record ClaimCheck(RunSelection Runs, ImmutableArray<string> Each)
{
    /// <summary>From one value of a hyperparameter to the next larger one the measure goes up, or down.</summary>
    /// <param name="Change">What is compared is how much the measure changes so; null for the measure itself.</param>
    public sealed record Monotone(RunSelection Runs, ImmutableArray<string> Each, Measure Measure, string Along, bool Rises, Step? Change = null)
        : ClaimCheck(Runs, Each);

    /// <summary>The step from one value of a hyperparameter to another.</summary>
    public sealed record Step(string Parameter, ParameterValue From, ParameterValue To);

    /// <summary>The measure is greater at one value of a hyperparameter than at another.</summary>
    public sealed record Greater(
        RunSelection Runs, ImmutableArray<string> Each, Measure Measure, string Parameter, ParameterValue GreaterAt, ParameterValue LesserAt)
        : ClaimCheck(Runs, Each);

    /// <summary>The best cell has these hyperparameters.</summary>
    public sealed record BestAt(
        RunSelection Runs, ImmutableArray<string> Each, Measure Measure, ImmutableArray<ParameterCondition> Cell) : ClaimCheck(Runs, Each);

    /// <summary>Several measures of the same runs, or one measure along a hyperparameter, lie within so much of each other.</summary>
    /// <param name="Along">Null when several measures are compared.</param>
    /// <param name="IsRelative"><paramref name="Within"/> is a share of the larger magnitude.</param>
    /// <param name="Pick">Which cell of each combination, judged by the sweep's objective.</param>
    public sealed record Close(
        RunSelection Runs, ImmutableArray<string> Each, ImmutableArray<Measure> Measures, string? Along, double Within, bool IsRelative,
        Pick Pick) : ClaimCheck(Runs, Each);

    /// <summary>The measure lies below, or above, a number in every cell.</summary>
    public sealed record Bound(RunSelection Runs, ImmutableArray<string> Each, Measure Measure, double Value, bool IsBelow) : ClaimCheck(Runs, Each);

    /// <summary>The measure of one choice of runs is greater, or less, than that of another.</summary>
    public sealed record Compare(RunSelection Left, RunSelection Right, ImmutableArray<string> Each, Measure Measure, Pick Pick, bool IsGreater)
        : ClaimCheck(RunSelection.All, Each);
}
