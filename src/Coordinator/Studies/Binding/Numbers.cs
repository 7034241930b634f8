using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Numbers as the core schema of YAML 1.2 writes them in decimal (https://yaml.org/spec/1.2.2/#1032-tag-resolution).</summary>
internal static partial class Numbers
{
    public static bool IsWhole(StudyNode node) => node is StudyNode.Scalar { IsPlain: true, Text: var text } && Whole().IsMatch(text);

    public static bool IsReal(StudyNode node) =>
        node is StudyNode.Scalar { IsPlain: true, Text: var text } && (Real().IsMatch(text) || Special().IsMatch(text));

    /// <summary>Null when the digits are beyond 64 bits.</summary>
    public static long? ToWhole(StudyNode.Scalar scalar) =>
        long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Null for what is not finite. There is one zero: the negative one would give a second key to the same run.</summary>
    public static double? ToReal(StudyNode.Scalar scalar) =>
        double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value + 0.0 : null;

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Real();

    [GeneratedRegex(@"^([-+]?\.?inf(inity)?|\.?nan)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Special();
}
