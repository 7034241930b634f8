using Sweep.Messages.Parameters;

namespace Sweep.Reports;

/// <summary>Numbers by size, lists by length and then item by item; everything else is equal, so that a stable sort leaves it in the order of the study.</summary>
public sealed class ParameterOrder : IComparer<ParameterValue?>
{
    public static readonly ParameterOrder Instance = new();

    public static double? Number(ParameterValue? value) => value switch
    {
        ParameterValue.Integer integer => integer.Value,
        ParameterValue.Real real => real.Value,
        _ => null,
    };

    public int Compare(ParameterValue? a, ParameterValue? b) => (a, b) switch
    {
        _ when Number(a) is { } x && Number(b) is { } y => x.CompareTo(y),
        (ParameterValue.List x, ParameterValue.List y) => Compare(x, y),
        _ => 0,
    };

    private int Compare(ParameterValue.List a, ParameterValue.List b) => a.Items.Length != b.Items.Length
        ? a.Items.Length.CompareTo(b.Items.Length)
        : a.Items.Zip(b.Items, Compare).FirstOrDefault(order => order != 0);
}
