using Spectre.Console;
using Sweep.Cli.Display;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Results;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Output;

/// <summary>Results of runs, in each format.</summary>
/// <param name="varying">Hyperparameters in which the runs differ.</param>
public sealed class ResultsOutput(Terminal terminal, IReadOnlyList<ResultRow> results, IReadOnlyList<string> varying)
{
    private readonly Dictionary<RunKey, int> indices = results.DistinctBy(result => result.Key).ToDictionary(result => result.Key, result => result.Run.Index);
    private readonly List<string> metrics = Names(results.SelectMany(result => result.Metrics).Select(metric => metric.Key));

    public void Write(OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.WriteArray(terminal.Out, results, ResultJson.Write);
                break;
            case OutputFormat.Csv:
                WriteCsv();
                break;
            case OutputFormat.Table:
                WriteTable();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }

    private void WriteTable()
    {
        var hasErrors = results.Any(result => result.Error is not null);
        var table = Tables.Create(["run", "state", .. varying, .. metrics, "epochs", "seconds", "attempts", .. hasErrors ? new[] { "error" } : []]);
        foreach (var result in results)
        {
            table.Add(
            [
                result.Run.Index.ToString(),
                result.Failure is { } failure ? $"{Words.State(result.State)} ({Words.Reason(failure)})" : Words.State(result.State),
                .. varying.Select(name => Shown(name, result)),
                .. metrics.Select(name => result.Metrics[name] is { } value ? Words.Figure(value) : "-"),
                result.Epochs.ToString(),
                result.Seconds.ToString("0.00"),
                result.Attempts.ToString(),
                .. hasErrors ? new[] { FirstLine(result.Error) } : [],
            ]);
        }

        terminal.Tables().Write(table);
    }

    // For people a run is its number; programs get its key.
    private string Shown(string name, ResultRow result) => name == RunSpec.EncoderParameter && RunSpec.EncoderOf(result.Parameters) is { } key
        ? indices.TryGetValue(key, out var index) ? $"run {index}" : $"{key.ToString()[..8]}…"
        : result.Parameters.Find(name)?.ToString() ?? "";

    private void WriteCsv()
    {
        var parameters = Names(results.SelectMany(result => result.Parameters).Select(parameter => parameter.Key).Where(name => name != "seed"));
        var measured = metrics.Select(metric => parameters.Contains(metric) ? $"metric_{metric}" : metric);
        CsvOutput.Write(
            terminal.Out,
            ["run", "key", "state", .. parameters, "seed", .. measured, "epochs_trained", "seconds", "attempts", "node", "error"],
            results.Select(result => (IEnumerable<string>)
            [
                result.Run.Index.ToString(),
                result.Key.ToString(),
                Words.State(result.State),
                .. parameters.Select(name => result.Parameters.Find(name)?.ToString() ?? ""),
                result.Seed?.ToString() ?? "",
                .. metrics.Select(name => result.Metrics[name]?.ToString("R") ?? ""),
                result.Epochs.ToString(),
                result.Seconds.ToString("R"),
                result.Attempts.ToString(),
                result.Node ?? "",
                result.Error ?? "",
            ]));
    }

    private static List<string> Names(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];

    private static string FirstLine(string? error) => error?.Split('\n')[0].TrimEnd() ?? "";
}
