using System.CommandLine;
using Sweep.Cli.Output;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Documents;
using Sweep.Messages.Catalogue;
using Sweep.Models.Catalogue;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep studies</c>: the study files at hand.</summary>
public static class StudiesCommand
{
    public static Command Create(Terminal terminal)
    {
        var format = CommonOptions.Format();
        var command = new Command("studies", "List the study files in ./studies with their number of runs.") { format };
        command.SetAction(parsed =>
        {
            var library = LibraryOptions.DataSetsAt(null);
            var catalogue = new Catalogue(ModelCatalogue.BuiltIn.Descriptions, library.Names, library.Describe);
            var folder = StudyList.Folder() ?? throw CommandFailed.BadUsage("there is no folder ./studies; change to one that has it.");
            Write(terminal, parsed.GetValue(format), [.. StudyList.In(folder, catalogue)]);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Terminal terminal, OutputFormat format, IReadOnlyList<ListedStudy> studies)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.WriteArray(terminal.Out, studies, (json, study) =>
                {
                    json.WriteStartObject();
                    json.WriteString("file", study.File);
                    json.WriteTextOrNull("name", study.Name);
                    json.WritePropertyName("runs");
                    json.WriteRawValue(study.Runs?.ToString() ?? "null");
                    json.WriteString("description", study.Description);
                    json.WriteTextOrNull("problem", study.Problem);
                    json.WriteEndObject();
                });
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(terminal.Out, ["file", "name", "runs", "description", "problem"], studies.Select(Fields));
                break;
            case OutputFormat.Table:
                var table = Tables.Create("study", "runs", "description");
                foreach (var study in studies)
                {
                    table.Add(study.File, study.Runs?.ToString() ?? "-", study.Problem ?? FirstSentence(study.Description));
                }

                terminal.Tables().Write(table);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }

    private static IEnumerable<string> Fields(ListedStudy study) =>
        [study.File, study.Name ?? "", study.Runs?.ToString() ?? "", study.Description, study.Problem ?? ""];

    private static string FirstSentence(string description)
    {
        var line = description.ReplaceLineEndings(" ").Trim();
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? line : line[..(end + 1)];
    }
}
