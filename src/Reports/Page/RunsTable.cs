using System.Text;
using Sweep.Messages.Runs;
using Sweep.Reports.Figures;

namespace Sweep.Reports.Page;

/// <summary>All runs with their final metrics, as far as a page can hold them.</summary>
internal static class RunsTable
{
    private const int Most = 1000;

    // Longer tables are folded away.
    private const int MostOpen = 40;

    public static void Append(StringBuilder body, ReportInput input)
    {
        if (input.Runs.IsEmpty)
        {
            body.Append("<h2>Runs</h2>\n<p>No run has ended.</p>\n");
            return;
        }

        var metrics = input.Runs.SelectMany(run => run.Metrics.Select(metric => metric.Key)).Distinct().Order(StringComparer.Ordinal).ToList();
        string[] header = ["Run", .. input.Varying, "State", .. metrics, "Epochs", "Seconds"];
        var numbers = Enumerable.Range(input.Varying.Length + 2, metrics.Count + 2).Append(0).ToHashSet();
        var shown = Math.Min(Most, input.Runs.Length);
        body.Append($"<h2>Runs</h2>\n<details class=\"runs\"{(shown <= MostOpen ? " open" : "")}>");
        body.Append($"<summary>{shown} of {input.Runs.Length} runs; a click on a column's name sorts</summary>\n");
        body.Append(Html.Table(header, input.Runs.Take(Most).Select(run => (IReadOnlyList<string>)
        [
            run.Index.ToString(),
            .. input.Varying.Select(name => Html.Text(run.Parameters.Find(name) is { } value ? Names.Value(value) : "")),
            State(run),
            .. metrics.Select(metric => run.Metrics[metric] is { } value ? Names.Number(value) : ""),
            run.Epochs.Length.ToString(),
            Names.Number(run.Seconds),
        ]), numbers, isSortable: true));
        body.Append("</details>\n");
    }

    private static string State(ReportRun run) => run.State == RunState.Completed
        ? "completed"
        : $"<span class=\"bad\">{run.State.ToString().ToLowerInvariant()}</span>{(run.Error is { } error ? $" {Html.Text(error)}" : "")}";
}
