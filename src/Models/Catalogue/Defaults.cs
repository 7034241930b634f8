using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Models.Catalogue;

/// <summary>Completes what a study says by what the model says.</summary>
public static class Defaults
{
    /// <summary><paramref name="given"/> and the default of every hyperparameter that it leaves out; whole numbers given for real ones become real.</summary>
    public static ParameterSet Resolve(ModelDescription model, ParameterSet given) => ParameterSet.From(
        given.Select(item => KeyValuePair.Create(item.Key, Widen(model.Find(item.Key), item.Value)))
            .Concat(from known in model.Parameters
                    where known.Default is not null && !given.Contains(known.Name)
                    select KeyValuePair.Create(known.Name, known.Default)));

    private static ParameterValue Widen(ParameterDescription? known, ParameterValue value) =>
        known?.Kind == ParameterKind.Real && value is ParameterValue.Integer { Value: var whole } ? new ParameterValue.Real(whole) : value;
}
