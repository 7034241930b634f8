using System.Globalization;
using System.Text;
using Sweep.Reports.Figures;

namespace Sweep.Reports.Page;

/// <summary>What the page begins with: which sweep this is, and how it went.</summary>
internal static class PageHead
{
    public static void Append(StringBuilder body, ReportInput input)
    {
        body.Append($"<h1>{Html.Text(input.Plan.Name.Length > 0 ? input.Plan.Name : input.Sweep.Value)}</h1>\n");
        if (input.Plan.Description.Length > 0)
        {
            body.Append($"<p>{Html.Text(input.Plan.Description)}</p>\n");
        }

        body.Append("<dl class=\"facts\">");
        Fact("Sweep", input.Sweep.Value);
        if (input.Plan.Source.Length > 0)
        {
            Fact("Source", $"report {input.Plan.Source}");
        }

        Fact("Runs", $"{input.Counts.Completed} of {input.Counts.Total} completed");
        if (input.Counts.Failed + input.Counts.Cancelled > 0)
        {
            Fact("Others", $"{input.Counts.Failed} failed, {input.Counts.Cancelled} cancelled");
        }

        if (input.Counts.Waiting + input.Counts.Running > 0)
        {
            Fact("Open", $"{input.Counts.Waiting + input.Counts.Running} not ended");
        }

        var completed = input.Runs.Where(run => run.State == Messages.Runs.RunState.Completed).ToList();
        Fact("Epochs", completed.Sum(run => run.Epochs.Length).ToString("N0", CultureInfo.InvariantCulture));
        Fact("Training time", Duration(completed.Sum(run => run.Seconds)));
        Fact("Objective", $"{Names.Bare(input.Objective.Metric)}, {input.Objective.Goal.ToString().ToLowerInvariant()}");
        Fact("Submitted", input.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        if (input.Digest.Length > 0)
        {
            Fact("Digest of the results", input.Digest, isLong: true);
        }

        foreach (var kind in input.Kinds)
        {
            Fact("Kind of node", kind, isLong: true);
        }

        body.Append("</dl>\n");

        void Fact(string name, string value, bool isLong = false) =>
            body.Append($"<div{(isLong ? " class=\"long\"" : "")}><dt>{Html.Text(name)}</dt><dd>{Html.Text(value)}</dd></div>");
    }

    private static string Duration(double seconds) => seconds < 120 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s")
        : seconds < 7200 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h");
}
