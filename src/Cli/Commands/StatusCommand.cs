using System.CommandLine;
using Sweep.Cli.Display;
using Sweep.Cli.Output;
using Sweep.Coordinator.Documents;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep status</c>: how one sweep stands, or all of a root.</summary>
public static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string?>("ID") { Description = "The sweep; all when left out.", Arity = ArgumentArity.ZeroOrOne };
        var (sources, format) = (new SourceOptions(), CommonOptions.Format());
        var command = new Command("status", "Show how a sweep stands, or all sweeps.") { id, format };
        sources.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var reader = sources.Open(parsed);
            var one = parsed.GetValue(id);
            var sweeps = one is null ? await reader.SweepsAsync() : [await reader.StatusAsync(one)];
            Write(terminal, parsed.GetValue(format), sweeps, isList: one is null);
            if (one is not null && parsed.GetValue(format) == OutputFormat.Table)
            {
                terminal.Out.WriteLine(VerificationOutput.KindLine((await reader.DescribeAsync(one)).Kinds));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Terminal terminal, OutputFormat format, IReadOnlyList<SweepStatus> sweeps, bool isList)
    {
        switch (format)
        {
            case OutputFormat.Json when isList:
                JsonOutput.WriteArray(terminal.Out, sweeps, StatusJson.Write);
                break;
            case OutputFormat.Json:
                JsonOutput.Write(terminal.Out, json => StatusJson.Write(json, sweeps[0]));
                break;
            case OutputFormat.Csv:
                StatusOutput.WriteCsv(terminal.Out, sweeps);
                break;
            case OutputFormat.Table:
                var table = Tables.Create("sweep", "state", "runs", "waiting", "running", "completed", "failed", "cancelled", "best", "digest");
                foreach (var (status, runs) in sweeps.Select(status => (status, status.Runs)))
                {
                    int[] counts = [runs.Total, runs.Waiting, runs.Running, runs.Completed, runs.Failed, runs.Cancelled];
                    table.Add(
                    [
                        status.Id.Value,
                        Words.Phase(status.Phase),
                        .. counts.Select(count => count.ToString()),
                        Words.Best(status.Best),
                        status.Digest?[..12] ?? "-",
                    ]);
                }

                terminal.Tables().Write(table);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }
}
