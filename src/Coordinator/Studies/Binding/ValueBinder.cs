using System.Collections.Immutable;
using System.Globalization;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Makes the value of a hyperparameter of what stands in a study, in the one form that its kind has: 1 and 1.0 are the same rate.</summary>
internal static class ValueBinder
{
    /// <summary>Null when it is not one; the problem is told.</summary>
    public static ParameterValue? Bind(ParameterDescription known, StudyNode node, StudyProblems problems)
    {
        if (node is StudyNode.Scalar { IsEmpty: true })
        {
            problems.AddValue(known.Name, "empty", node.Place, $"be {Wanted(known)}.");
            return null;
        }

        return known.Kind switch
        {
            ParameterKind.Truth => BindTruth(known, node, problems),
            ParameterKind.Integer => BindInteger(known, node, problems),
            ParameterKind.Real => BindReal(known, node, problems),
            ParameterKind.Text => BindText(known, node, problems),
            ParameterKind.Integers => BindIntegers(known, node, problems),
            _ => throw new ArgumentOutOfRangeException(nameof(known), known.Kind, "Unknown kind of hyperparameter."),
        };
    }

    /// <summary>"be at least 1 and at most 10." or null when <paramref name="value"/> is within the bounds.</summary>
    public static string? Outside(ParameterDescription known, double value)
    {
        var tooLow = value < known.Minimum || (known.MinimumExcluded && value == known.Minimum);
        return tooLow || value > known.Maximum ? $"be {Bounds(known)}." : null;
    }

    private static ParameterValue.Truth? BindTruth(ParameterDescription known, StudyNode node, StudyProblems problems)
    {
        if (node is StudyNode.Scalar { IsPlain: true, Text: "true" or "false" } scalar)
        {
            return new ParameterValue.Truth(scalar.Text == "true");
        }

        problems.AddValue(known.Name, node.Shown, node.Place, "be true or false.");
        return null;
    }

    private static ParameterValue.Integer? BindInteger(ParameterDescription known, StudyNode node, StudyProblems problems)
    {
        if (!Numbers.IsWhole(node))
        {
            problems.AddValue(known.Name, node.Shown, node.Place, $"be {Wanted(known)}{Remedy(node)}.");
            return null;
        }

        var value = Numbers.ToWhole((StudyNode.Scalar)node);
        if (value is null or > int.MaxValue or < int.MinValue)
        {
            problems.AddValue(
                known.Name, node.Shown, node.Place,
                $"be {(known.Minimum is null && known.Maximum is null ? $"at most {int.MaxValue}" : Bounds(known, int.MaxValue))}.");
            return null;
        }

        return Check(known, node, value.Value, problems) ? new ParameterValue.Integer(value.Value) : null;
    }

    private static ParameterValue.Real? BindReal(ParameterDescription known, StudyNode node, StudyProblems problems)
    {
        if (!Numbers.IsReal(node))
        {
            problems.AddValue(known.Name, node.Shown, node.Place, $"be {Wanted(known)}{Remedy(node)}.");
            return null;
        }

        if (Numbers.ToReal((StudyNode.Scalar)node) is not { } value)
        {
            problems.AddValue(known.Name, node.Shown, node.Place, $"be a finite number{AndBounds(known)}.");
            return null;
        }

        return Check(known, node, value, problems) ? new ParameterValue.Real(value) : null;
    }

    private static ParameterValue.Text? BindText(ParameterDescription known, StudyNode node, StudyProblems problems)
    {
        if (node is not StudyNode.Scalar scalar)
        {
            problems.AddValue(known.Name, node.Shown, node.Place, $"be {Wanted(known)}{Remedy(node)}.");
            return null;
        }

        if (!known.Choices.IsDefaultOrEmpty && !known.Choices.Contains(scalar.Text))
        {
            problems.AddValue(known.Name, scalar.Shown, node.Place, $"be one of {string.Join(", ", known.Choices)}.{DidYouMean(scalar.Text, known.Choices)}");
            return null;
        }

        return new ParameterValue.Text(scalar.Text);
    }

    private static ParameterValue.List? BindIntegers(ParameterDescription known, StudyNode node, StudyProblems problems)
    {
        if (node is not StudyNode.Sequence { Items: { IsEmpty: false } items })
        {
            problems.AddValue(known.Name, node.Shown, node.Place, $"be {Wanted(known)}.");
            return null;
        }

        var bound = items.Select(item => BindInteger(known with { Kind = ParameterKind.Integer }, item, problems)).ToImmutableArray();
        return bound.Contains(null) ? null : new ParameterValue.List([.. bound.Select(item => (ParameterValue)item!)]);
    }

    private static bool Check(ParameterDescription known, StudyNode node, double value, StudyProblems problems)
    {
        if (Outside(known, value) is not { } must)
        {
            return true;
        }

        problems.AddValue(known.Name, node.Shown, node.Place, must);
        return false;
    }

    private static string Wanted(ParameterDescription known) => known.Kind switch
    {
        ParameterKind.Truth => "true or false",
        ParameterKind.Integer => "a whole number" + AndBounds(known),
        ParameterKind.Real => "a number" + AndBounds(known),
        ParameterKind.Text when known.Choices.IsDefaultOrEmpty => "a text",
        ParameterKind.Text => $"one of {string.Join(", ", known.Choices)}",
        ParameterKind.Integers => "a list of whole numbers, such as [512, 256]",
        _ => throw new ArgumentOutOfRangeException(nameof(known), known.Kind, "Unknown kind of hyperparameter."),
    };

    private static string Remedy(StudyNode node) => node switch
    {
        StudyNode.Scalar { IsPlain: false } => ": write it without quotes",
        StudyNode.Sequence => ": for an axis, write {values: [..]}",
        _ => "",
    };

    private static string AndBounds(ParameterDescription known) =>
        known.Minimum is null && known.Maximum is null ? "" : " " + Bounds(known);

    private static string Bounds(ParameterDescription known, double? most = null)
    {
        var low = known.Minimum is { } least ? $"{(known.MinimumExcluded ? "greater than" : "at least")} {Show(least)}" : null;
        var high = (known.Maximum ?? most) is { } top ? $"at most {Show(top)}" : null;
        return string.Join(" and ", new[] { low, high }.OfType<string>());
    }

    private static string DidYouMean(string found, IEnumerable<string> names) => NearestName.Of(found, names) is { } meant ? $" Did you mean `{meant}`?" : "";

    private static string Show(double value) => value.ToString("0.###############", CultureInfo.InvariantCulture);
}
