using System.Text.RegularExpressions;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>The last line of <c>sweep run</c> and <c>sweep verify</c>.</summary>
public sealed partial record FinalLine(string Sweep, int Total, int Completed, int Failed, int Cancelled, string Digest)
{
    public static FinalLine Of(SweepProcess process)
    {
        var match = Pattern().Match(process.Out.TrimEnd().Split('\n')[^1]);
        Assert.True(match.Success, $"There is no final line. Output:\n{process.Out}\n{process.Error}");
        return new FinalLine(match.Groups[1].Value, Number(2), Number(3), Number(4), Number(5), match.Groups[6].Value);

        int Number(int group) => int.Parse(match.Groups[group].Value);
    }

    [GeneratedRegex(@"^sweep (\S+) (?:completed|cancelled): (\d+) runs?, (\d+) completed, (\d+) failed, (\d+) cancelled;.* digest ([0-9a-f]{64})$")]
    private static partial Regex Pattern();
}
