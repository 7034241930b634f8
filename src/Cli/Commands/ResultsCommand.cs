using System.CommandLine;
using Sweep.Cli.Output;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep results</c>: what became of each run that has ended.</summary>
public static class ResultsCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var top = new Option<int?>("--top") { Description = "Only the best N by the sweep's objective, best first.", HelpName = "N" };
        var (stores, format) = (new StoreOptions(), CommonOptions.Format());
        var command = new Command("results", "List the runs of a sweep that have ended, with their metrics.") { id, top, format };
        stores.AddTo(command);
        command.SetAction(parsed =>
        {
            using var store = stores.OpenForReading(parsed);
            var row = store.Find(parsed.GetValue(id)!);
            var grid = Grid.From(GridDefinitionJson.Read(row.Definition));
            IEnumerable<ResultRow> results = store.Results(row.Id);
            if (parsed.GetValue(top) is { } count)
            {
                results = results.OrderBy(result => result, ByObjective(row)).Take(count);
            }

            new ResultsOutput(terminal, [.. results], grid.Varying).Write(parsed.GetValue(format));
            return ExitCode.Success;
        });
        return command;
    }

    private static Comparer<ResultRow> ByObjective(SweepRow row) => Comparer<ResultRow>.Create((one, other) =>
    {
        var (a, b) = (one.Metrics[row.Objective.Metric] ?? double.NaN, other.Metrics[row.Objective.Metric] ?? double.NaN);
        return row.Objective.IsBetter(a, b) ? -1 : row.Objective.IsBetter(b, a) ? 1 : one.Run.Index.CompareTo(other.Run.Index);
    });
}
