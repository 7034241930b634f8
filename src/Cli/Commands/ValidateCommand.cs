using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Sweep.Cli.Display;
using Sweep.Cli.Engine;
using Sweep.Cli.Output;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Studies;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep validate</c>: reads a study as <c>run</c> would and says what it would ask for.</summary>
public static class ValidateCommand
{
    public static Command Create(Terminal terminal)
    {
        var study = new StudyOptions();
        var format = CommonOptions.Format();
        var command = new Command("validate", "Check a study; print its number of runs, its axes, and an estimate of memory and time.") { format };
        study.AddTo(command);
        command.SetAction(parsed =>
        {
            var input = study.Read(parsed);
            Write(terminal, parsed.GetValue(format), input.Study, StudySummary.Of(input.Study, input.Catalogue));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Terminal terminal, OutputFormat format, Study study, StudySummary summary)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(terminal.Out, json => WriteJson(json, study, summary));
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(
                    terminal.Out,
                    ["grid", "axis", "values"],
                    summary.Grids.SelectMany(grid => grid.Axes, (grid, axis) => new[] { grid.Name, axis.Name, string.Join(' ', axis.Values) }));
                break;
            case OutputFormat.Table:
                WriteTable(terminal, study, summary);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }

    private static void WriteTable(Terminal terminal, Study study, StudySummary summary)
    {
        var slots = CpuCores.Count();
        var weights = summary.WeightsLeast == summary.WeightsMost
            ? Tables.Count(summary.WeightsMost)
            : $"{Tables.Count(summary.WeightsLeast)} to {Tables.Count(summary.WeightsMost)}";
        terminal.Out.WriteLine($"{study.File} is valid: {study.Name}, {Tables.Count(summary.Runs)} runs, {Tables.Count(summary.Epochs)} epochs");
        terminal.Out.WriteLine($"{string.Join(", ", summary.Models)} of {weights} weights on {string.Join(", ", summary.DataSets)}");
        terminal.Out.WriteLine($"about {Tables.Bytes(summary.MemoryBytes(slots))} of memory and {Words.Duration(summary.Time(slots))} on {slots} CPU slots");
        var table = Tables.Create(summary.Grids.Length > 1 ? ["grid", "axis", "values"] : ["axis", "values"]);
        foreach (var grid in summary.Grids)
        {
            foreach (var axis in grid.Axes)
            {
                table.Add([.. summary.Grids.Length > 1 ? new[] { grid.Name } : [], axis.Name, Some(axis.Values)]);
            }

            if (grid.Excluded > 0)
            {
                table.Add(
                    [.. summary.Grids.Length > 1 ? new[] { grid.Name } : [], "exclude", $"{Tables.Count(grid.Excluded)} of {Tables.Count(grid.Cells)} cells"]);
            }
        }

        if (table.Rows.Count > 0)
        {
            terminal.Tables().Write(table);
        }
    }

    private static string Some(ImmutableArray<string> values) =>
        values.Length <= 20 ? string.Join(", ", values) : $"{string.Join(", ", values.Take(10))}, … {values[^1]} ({values.Length} values)";

    private static void WriteJson(Utf8JsonWriter json, Study study, StudySummary summary)
    {
        var slots = CpuCores.Count();
        json.WriteStartObject();
        json.WriteString("file", study.File);
        json.WriteString("name", study.Name);
        json.WriteNumber("runs", summary.Runs);
        json.WriteNumber("epochs", summary.Epochs);
        json.WriteNumber("memory_bytes", summary.MemoryBytes(slots));
        json.WriteFigure("flops", summary.Flops);
        json.WriteFigure("seconds", summary.Time(slots).TotalSeconds);
        json.WriteStartArray("axes");
        foreach (var (grid, axis) in summary.Grids.SelectMany(grid => grid.Axes, (grid, axis) => (grid.Name, axis)))
        {
            json.WriteStartObject();
            json.WriteString("grid", grid);
            json.WriteString("name", axis.Name);
            json.WriteStartArray("values");
            foreach (var value in axis.Values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
