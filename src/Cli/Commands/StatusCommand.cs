using System.CommandLine;
using Sweep.Cli.Display;
using Sweep.Cli.Output;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep status</c>: how one sweep stands, or all of a root.</summary>
public static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string?>("ID") { Description = "The sweep; all when left out.", Arity = ArgumentArity.ZeroOrOne };
        var (stores, format) = (new StoreOptions(), CommonOptions.Format());
        var command = new Command("status", "Show how a sweep stands, or all sweeps.") { id, format };
        stores.AddTo(command);
        command.SetAction(parsed =>
        {
            using var store = stores.OpenForReading(parsed);
            var one = parsed.GetValue(id);
            List<SweepStatus> sweeps = one is null ? [.. store.Sweeps().Select(store.Status)] : [store.Status(store.Find(one))];
            Write(terminal, parsed.GetValue(format), sweeps, isList: one is null);
            if (one is not null && parsed.GetValue(format) == OutputFormat.Table)
            {
                terminal.Out.WriteLine(VerificationOutput.KindLine(store.Kinds(sweeps[0].Id)));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Terminal terminal, OutputFormat format, List<SweepStatus> sweeps, bool isList)
    {
        switch (format)
        {
            case OutputFormat.Json when isList:
                JsonOutput.Write(terminal.Out, json =>
                {
                    json.WriteStartArray();
                    sweeps.ForEach(status => StatusOutput.WriteJson(json, status));
                    json.WriteEndArray();
                });
                break;
            case OutputFormat.Json:
                JsonOutput.Write(terminal.Out, json => StatusOutput.WriteJson(json, sweeps[0]));
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
