using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>A size of memory as people write it: <c>512MiB</c>, <c>2GiB</c>, or bytes.</summary>
internal static partial class MemorySize
{
    public static long? Bind(StudyNode? node, StudyProblems problems)
    {
        if (node is null)
        {
            return null;
        }

        if (node is StudyNode.Scalar scalar && Pattern().Match(scalar.Text) is { Success: true } match
            && double.Parse(
                match.Groups["number"].Value, CultureInfo.InvariantCulture) * Unit(match.Groups["unit"].Value) is >= 1 and < long.MaxValue and var bytes)
        {
            return (long)bytes;
        }

        problems.AddValue("memory", node.Shown, node.Place, "be a size such as 512MiB or 2GiB, or a number of bytes.");
        return null;
    }

    private static double Unit(string unit) => unit switch
    {
        "" or "B" => 1,
        "KiB" => 1L << 10,
        "MiB" => 1L << 20,
        "GiB" => 1L << 30,
        "TiB" => 1L << 40,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit of memory."),
    };

    [GeneratedRegex(@"^(?<number>[0-9]{1,15}(\.[0-9]{1,9})?) ?(?<unit>B|KiB|MiB|GiB|TiB|)\z")]
    private static partial Regex Pattern();
}
