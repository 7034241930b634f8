using System.CommandLine;
using Sweep.Cli.Display;
using Sweep.Cli.Output;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Results;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep epochs</c>: the metrics of each epoch.</summary>
public static class EpochsCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var run = new Argument<int?>("RUN") { Description = "Only this run: its number in the grid.", Arity = ArgumentArity.ZeroOrOne };
        var (sources, format) = (new SourceOptions(), CommonOptions.Format());
        var command = new Command("epochs", "List the metrics of every epoch of a sweep or of one of its runs.") { id, run, format };
        sources.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var reader = sources.Open(parsed);
            var one = parsed.GetValue(run);
            var epochs = await reader.EpochsAsync(parsed.GetValue(id)!, one);
            if (one is { } number && epochs.Count == 0)
            {
                RequireRun(await reader.StatusAsync(parsed.GetValue(id)!), number);
            }

            Write(terminal, parsed.GetValue(format), epochs);
            return ExitCode.Success;
        });
        return command;
    }

    // One that has not begun has no epochs; one that the grid does not have was not meant.
    private static void RequireRun(SweepStatus sweep, int run)
    {
        if (run < 0 || run >= sweep.Runs.Total)
        {
            throw CommandFailed.BadUsage($"{sweep.Id} has no run {run}: its {sweep.Runs.Total} runs are numbered from 0 to {sweep.Runs.Total - 1}.");
        }
    }

    private static void Write(Terminal terminal, OutputFormat format, IReadOnlyList<EpochRow> epochs)
    {
        List<string> metrics = [.. epochs.SelectMany(epoch => epoch.Metrics.Metrics).Select(metric => metric.Key).Distinct().Order(StringComparer.Ordinal)];
        string[] header = ["run", "attempt", "epoch", .. metrics, "seconds", "samples_per_second"];
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.WriteArray(terminal.Out, epochs, EpochJson.Write);
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(terminal.Out, header, epochs.Select(epoch => Fields(epoch, metrics, value => value.ToString("R"))));
                break;
            case OutputFormat.Table:
                var table = Tables.Create(header);
                foreach (var epoch in epochs)
                {
                    table.Add(Fields(epoch, metrics, Words.Figure));
                }

                terminal.Tables().Write(table);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }

    private static IEnumerable<string> Fields(EpochRow row, IEnumerable<string> metrics, Func<double, string> figure) =>
    [
        row.Run.Index.ToString(),
        row.Attempt.ToString(),
        row.Metrics.Epoch.ToString(),
        .. metrics.Select(name => row.Metrics.Metrics[name] is { } value ? figure(value) : ""),
        figure(row.Metrics.Seconds),
        figure(row.Metrics.SamplesPerSecond),
    ];
}
