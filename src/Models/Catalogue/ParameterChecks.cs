using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Models.Catalogue;

/// <summary>Whether a resolved set of hyperparameters is one that a model can train.</summary>
public static class ParameterChecks
{
    /// <summary>All that is wrong: unknown names, missing values, wrong kinds, values out of bounds, and the model's own rules.</summary>
    public static IEnumerable<ParameterProblem> Problems(ModelDescription model, ParameterSet parameters)
    {
        var single = Unknown(model, parameters).Concat(model.Parameters.SelectMany(known => OfOne(known, parameters.Find(known.Name)))).ToList();

        // Rules between hyperparameters may read values that only a sound set has.
        return single.Count > 0 ? single : model.Check(parameters);
    }

    private static IEnumerable<ParameterProblem> Unknown(ModelDescription model, ParameterSet parameters) =>
        from item in parameters
        where model.Find(item.Key) is null
        select new ParameterProblem(
            item.Key, $"`{item.Key}` is no hyperparameter of `{model.Name}`; it knows {string.Join(", ", model.Parameters.Select(p => p.Name))}.");

    private static IEnumerable<ParameterProblem> OfOne(ParameterDescription known, ParameterValue? value) => value switch
    {
        null when known.MayBeAbsent => [],
        null => [new(known.Name, $"`{known.Name}` is absent, but must be given.")],
        ParameterValue.Truth when known.Kind == ParameterKind.Truth => [],
        ParameterValue.Integer whole when known.Kind is ParameterKind.Integer or ParameterKind.Real => Bounds(known, whole.Value),
        ParameterValue.Real real when known.Kind == ParameterKind.Real => Bounds(known, real.Value),
        ParameterValue.Text text when known.Kind == ParameterKind.Text => Choice(known, text.Value),
        ParameterValue.List { Items: var items } when known.Kind == ParameterKind.Integers && items.All(item => item is ParameterValue.Integer) =>
            items.SelectMany(item => Bounds(known, ((ParameterValue.Integer)item).Value)),
        _ => [new(known.Name, $"`{known.Name}` is {value}, but must be {Wanted(known.Kind)}.")],
    };

    private static IEnumerable<ParameterProblem> Bounds(ParameterDescription known, double value)
    {
        if (!double.IsFinite(value))
        {
            yield return new(known.Name, $"`{known.Name}` is {value}, but must be finite.");
        }
        else if (known.Minimum is { } least && (value < least || (known.MinimumExcluded && value == least)))
        {
            yield return new(known.Name, $"`{known.Name}` is {value}, but must be {(known.MinimumExcluded ? "greater than" : "at least")} {least}.");
        }
        else if (known.Maximum is { } most && value > most)
        {
            yield return new(known.Name, $"`{known.Name}` is {value}, but must be at most {most}.");
        }
    }

    private static IEnumerable<ParameterProblem> Choice(ParameterDescription known, string value)
    {
        if (!known.Choices.IsDefaultOrEmpty && !known.Choices.Contains(value))
        {
            yield return new(known.Name, $"`{known.Name}` is `{value}`, but must be one of {string.Join(", ", known.Choices)}.");
        }
    }

    private static string Wanted(ParameterKind kind) => kind switch
    {
        ParameterKind.Truth => "true or false",
        ParameterKind.Integer => "a whole number",
        ParameterKind.Real => "a number",
        ParameterKind.Text => "a text",
        ParameterKind.Integers => "a list of whole numbers",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of hyperparameter."),
    };
}
