using System.Globalization;
using System.Text.RegularExpressions;

namespace Sweep.Coordinator.Tests.Studies;

/// <summary>One line at the top of a malformed study: <c># 12:9 must be at least 1</c>.</summary>
public sealed partial record MalformedExpectation(int Line, int Column, string Words)
{
    /// <summary>Null for any other comment.</summary>
    public static MalformedExpectation? Parse(string comment) => Pattern().Match(comment) is { Success: true } match
        ? new(
            int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
            int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
            match.Groups[3].Value)
        : null;

    [GeneratedRegex(@"^# ([0-9]+):([0-9]+) (.+)$")]
    private static partial Regex Pattern();
}
