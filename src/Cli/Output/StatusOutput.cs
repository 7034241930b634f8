using Sweep.Cli.Display;
using Sweep.Coordinator.Documents;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Output;

/// <summary>How sweeps stand, in each format.</summary>
public static class StatusOutput
{
    private static readonly string[] Header =
        ["id", "name", "state", "total", "waiting", "running", "completed", "failed", "cancelled", "best_run", "best_metric", "best_value", "digest"];

    /// <summary>One sweep: for people the line, for programs the document, and the line on standard error.</summary>
    public static void Write(Terminal terminal, OutputFormat format, SweepStatus status, string line)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(terminal.Out, json => StatusJson.Write(json, status));
                terminal.Error.WriteLine(line);
                break;
            case OutputFormat.Csv:
                WriteCsv(terminal.Out, [status]);
                terminal.Error.WriteLine(line);
                break;
            case OutputFormat.Table:
                terminal.Out.WriteLine(line);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }

    public static void WriteCsv(TextWriter writer, IEnumerable<SweepStatus> sweeps) => CsvOutput.Write(writer, Header, sweeps.Select(Fields));

    private static IEnumerable<string> Fields(SweepStatus status) =>
    [
        status.Id.Value,
        status.Name,
        Words.Phase(status.Phase),
        status.Runs.Total.ToString(),
        status.Runs.Waiting.ToString(),
        status.Runs.Running.ToString(),
        status.Runs.Completed.ToString(),
        status.Runs.Failed.ToString(),
        status.Runs.Cancelled.ToString(),
        status.Best?.Run.Index.ToString() ?? "",
        status.Best?.Metric ?? "",
        status.Best?.Value.ToString("R") ?? "",
        status.Digest ?? "",
    ];
}
