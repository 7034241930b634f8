using System.Text;
using Sweep.Messages.Progress;
using Sweep.Messages.Studies;
using Sweep.Reports.Checks;
using Sweep.Reports.Figures;

namespace Sweep.Reports.Page;

/// <summary>The published numbers beside those measured, and the claims.</summary>
internal static class CheckTables
{
    private static readonly HashSet<int> NumberColumns = [1, 2, 3];

    private static readonly string[] NumberHeader = ["Check", "Published", "Measured", "Difference", "Holds", "In the source"];
    private static readonly string[] ClaimHeader = ["Claim", "Comparisons", "Hold", "", "Holds", "In the source"];

    /// <param name="counts">Of all runs: what has not completed cannot tell.</param>
    public static void Append(StringBuilder body, SweepChecks checks, RunCounts counts)
    {
        var unfinished = counts.Completed < counts.Total
            ? $"<p class=\"bad\">{counts.Completed} of {counts.Total} runs have completed: the checks tell of those alone.</p>\n"
            : "";
        if (!checks.Published.IsEmpty)
        {
            body.Append("<h2>Published and measured</h2>\n").Append(unfinished);
            body.Append(Html.Table(NumberHeader, checks.Published.Select(item => Row(item.Number, item.Check)), NumberColumns));
        }

        if (!checks.Claims.IsEmpty)
        {
            body.Append("<h2>Claims</h2>\n").Append(unfinished).Append("<p class=\"faint\">A claim stands for comparisons between measured numbers, ")
                .Append("and holds when all of them do; those that do not are listed.</p>\n");
            body.Append(Html.Table(ClaimHeader, checks.Claims.Select(item => Row(item.Claim, item.Check)), NumberColumns));
        }
    }

    private static string[] Row(PublishedNumber number, CheckResult result)
    {
        var unit = number.Unit.Length > 0 ? $" {number.Unit}" : "";
        var tolerance = number.Tolerance is { } within ? $" ± {Names.Number(within)}" : "";
        return
        [
            Html.Text(number.Name) + Notes(result),
            Html.Text($"{Names.Number(number.Value)}{unit}{tolerance}"),
            result.Measured is { } measured ? Html.Text($"{Names.Number(measured)}{unit}") : "",
            result.Difference is { } difference ? Html.Text($"{(difference > 0 ? "+" : "")}{Names.Number(difference)}{unit}") : "",
            Holds(result),
            Html.Text(number.Where),
        ];
    }

    private static string[] Row(StudyClaim claim, CheckResult result) =>
    [
        Html.Text(claim.Says) + Notes(result),
        result.Measured is null ? "" : Names.Number(result.Published),
        result.Measured is { } measured ? Names.Number(measured) : "",
        "",
        Holds(result),
        Html.Text(claim.Where),
    ];

    // In words as well as in colour.
    private static string Holds(CheckResult result) => result.Holds switch
    {
        true => "<span class=\"good\">✓ holds</span>",
        false => "<span class=\"bad\">✗ does not</span>",
        null => "<span class=\"faint\">–</span>",
    };

    private static string Notes(CheckResult result) => result.Notes.IsEmpty
        ? ""
        : $"<ul>{string.Concat(result.Notes.Select(note => $"<li>{Html.Text(note)}</li>"))}</ul>";
}
