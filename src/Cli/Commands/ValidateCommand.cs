using System.CommandLine;
using System.Text.Json;
using Sweep.Cli.Display;
using Sweep.Cli.Output;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Grids;
using Sweep.Messages.Parameters;

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
            var grid = Grid.From(input.Study.Grid);
            var answer = new Answer(input, grid, StudyEstimate.Of(grid, input.Catalogue));
            answer.Write(terminal, parsed.GetValue(format));
            return ExitCode.Success;
        });
        return command;
    }

    private sealed record Answer(StudyInput Input, Grid Grid, StudyEstimate Estimate)
    {
        public void Write(Terminal terminal, OutputFormat format)
        {
            switch (format)
            {
                case OutputFormat.Json:
                    JsonOutput.Write(terminal.Out, WriteJson);
                    break;
                case OutputFormat.Csv:
                    CsvOutput.Write(terminal.Out, ["block", "axis", "values"], Axes().Select(axis => new[] { axis.Block, axis.Name, string.Join(' ', axis.Values) }));
                    break;
                case OutputFormat.Table:
                    WriteTable(terminal);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
            }
        }

        private IEnumerable<(string Block, string Name, string[] Values)> Axes() =>
            from block in Input.Study.Grid.Blocks
            from axis in block.Axes
            select (block.Name, axis.Name, axis.Points.Select(point => Label(axis.Name, point)).ToArray());

        private static string Label(string axis, ParameterSet point) => point.Count == 1 && point.Find(axis) is { } value ? value.ToString() : point.ToString();

        private void WriteTable(Terminal terminal)
        {
            var slots = Environment.ProcessorCount;
            terminal.Out.WriteLine($"{Input.Study.File} is valid: {Input.Study.Name}, {Tables.Count(Grid.Count)} runs, {Tables.Count(Estimate.Epochs)} epochs");
            terminal.Out.WriteLine($"models of {Weights()} weights; up to {Tables.Bytes(Estimate.MemoryBytes)} of memory for a run beside the data set");
            terminal.Out.WriteLine($"about {Words.Duration(Estimate.Duration(slots))} on {slots} slots, if a slot computes {StudyEstimate.FlopsPerSecond / 1e9} GFLOP/s");
            var table = Tables.Create("block", "axis", "values");
            foreach (var (block, name, values) in Axes())
            {
                table.Add(block, name, Some(values));
            }

            if (table.Rows.Count > 0)
            {
                terminal.Tables().Write(table);
            }
        }

        private string Weights() => Estimate.LeastWeights == Estimate.MostWeights
            ? Tables.Count(Estimate.MostWeights)
            : $"{Tables.Count(Estimate.LeastWeights)} to {Tables.Count(Estimate.MostWeights)}";

        private static string Some(string[] values) =>
            values.Length <= 20 ? string.Join(", ", values) : $"{string.Join(", ", values.Take(10))}, … {values[^1]} ({values.Length} values)";

        private void WriteJson(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("file", Input.Study.File);
            json.WriteString("name", Input.Study.Name);
            json.WriteNumber("runs", Grid.Count);
            json.WriteNumber("epochs", Estimate.Epochs);
            json.WriteNumber("memory_bytes", Estimate.MemoryBytes);
            json.WriteFigure("flops", Estimate.Flops);
            json.WriteFigure("seconds", Estimate.Duration(Environment.ProcessorCount).TotalSeconds);
            json.WriteStartArray("axes");
            foreach (var axis in Input.Study.Grid.Blocks.SelectMany(block => block.Axes, (block, axis) => (block.Name, Axis: axis)))
            {
                json.WriteStartObject();
                json.WriteString("block", axis.Name);
                json.WriteString("name", axis.Axis.Name);
                json.WriteStartArray("values");
                foreach (var point in axis.Axis.Points)
                {
                    ParameterJson.Write(json, point);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
