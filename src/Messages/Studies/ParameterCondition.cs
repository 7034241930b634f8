using Sweep.Messages.Parameters;

namespace Sweep.Messages.Studies;

/// <summary>A hyperparameter has this value, or one of this list of values.</summary>
/// <param name="Name">Dotted when nested.</param>
/// <param name="Value">
/// A value, or a list of alternatives. What is a list itself, such as the widths of layers, is met by the list as a whole too.
/// </param>
public sealed record ParameterCondition(string Name, ParameterValue Value)
{
    public bool Matches(ParameterValue? found) => found is not null
        && (Same(found, Value) || (Value is ParameterValue.List { Items: var alternatives } && alternatives.Any(value => Same(found, value))));

    // A study may write 1 where the model has a real number.
    private static bool Same(ParameterValue found, ParameterValue wanted) => (found, wanted) switch
    {
        (ParameterValue.List a, ParameterValue.List b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        (ParameterValue.Real a, ParameterValue.Integer b) => a.Value == b.Value,
        (ParameterValue.Integer a, ParameterValue.Real b) => a.Value == b.Value,
        _ => found.Equals(wanted),
    };
}
