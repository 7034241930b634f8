using System.CommandLine;
using System.Text.Json;
using Sweep.Cli.Output;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Messages.Parameters;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep plan</c>: which runs would be trained and which have their result already. Changes nothing.</summary>
public static class PlanCommand
{
    private const int MostRows = 50;

    public static Command Create(Terminal terminal)
    {
        var study = new StudyOptions();
        var (stores, format) = (new StoreOptions(), CommonOptions.Format());
        var command = new Command("plan", "Show which runs of a study would be trained and which have their result already.");
        study.AddTo(command);
        stores.AddTo(command);
        command.Add(format);
        command.SetAction(parsed =>
        {
            var input = study.Read(parsed);
            using var store = Open(stores.Database(parsed));
            var plan = SweepPlan.Of(Grid.From(input.Study.Grid), keys => store?.FindCompleted(keys).Keys.ToHashSet() ?? []);
            Write(terminal, parsed.GetValue(format), input.Study.Name, plan);
            return ExitCode.Success;
        });
        return command;
    }

    /// <returns>Null where nothing was ever trained.</returns>
    private static ResultsStore? Open(Database database)
    {
        try
        {
            return ResultsStore.OpenForReading(database);
        }
        catch (StoreException missing) when (missing.Failure == StoreFailure.Missing)
        {
            return null;
        }
    }

    private static void Write(Terminal terminal, OutputFormat format, string study, SweepPlan plan)
    {
        var reused = plan.Reused.ToHashSet();
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(terminal.Out, json => WriteJson(json, study, plan, reused));
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(
                    terminal.Out,
                    ["run", "key", "reused", .. plan.Grid.Varying],
                    Enumerable.Range(0, plan.Grid.Count).Select(run => Fields(plan.Grid, run, reused.Contains(run))));
                break;
            case OutputFormat.Table:
                WriteTable(terminal, study, plan);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }

    private static IEnumerable<string> Fields(Grid grid, int run, bool isReused) =>
        [run.ToString(), grid.KeyAt(run).ToString(), isReused ? "true" : "false", .. Cell(grid, run)];

    private static IEnumerable<string> Cell(Grid grid, int run)
    {
        var parameters = grid.ParametersAt(run);
        return grid.Varying.Select(name => parameters.Find(name)?.ToString() ?? "");
    }

    private static void WriteTable(Terminal terminal, string study, SweepPlan plan)
    {
        terminal.Out.WriteLine(
            $"{study}: {Tables.Count(plan.Grid.Count)} runs, {Tables.Count(plan.ReusedCount)} have their result already, "
                + $"{Tables.Count(plan.ToRunCount)} to train");
        if (plan.ToRunCount == 0)
        {
            return;
        }

        var table = Tables.Create(["run", .. plan.Grid.Varying]);
        foreach (var run in plan.ToRun.Take(MostRows))
        {
            table.Add([run.ToString(), .. Cell(plan.Grid, run)]);
        }

        terminal.Tables().Write(table);
        if (plan.ToRunCount > MostRows)
        {
            terminal.Out.WriteLine($"and {Tables.Count(plan.ToRunCount - MostRows)} more; --format csv lists all");
        }
    }

    private static void WriteJson(Utf8JsonWriter json, string study, SweepPlan plan, HashSet<int> reused)
    {
        json.WriteStartObject();
        json.WriteString("study", study);
        json.WriteNumber("total", plan.Grid.Count);
        json.WriteNumber("reused", plan.ReusedCount);
        json.WriteNumber("to_run", plan.ToRunCount);
        json.WriteStartArray("runs");
        for (var run = 0; run < plan.Grid.Count; run++)
        {
            json.WriteStartObject();
            json.WriteNumber("run", run);
            json.WriteString("key", plan.Grid.KeyAt(run).ToString());
            json.WriteBoolean("reused", reused.Contains(run));
            json.WritePropertyName("params");
            ParameterJson.Write(json, plan.Grid.ParametersAt(run));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
