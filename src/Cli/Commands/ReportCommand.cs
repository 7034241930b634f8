using System.CommandLine;
using Sweep.Cli.Output;
using Sweep.Cli.Reporting;
using Sweep.Reports;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep report</c>: a sweep's figures and checks as one HTML file, and its numbers for programs.</summary>
public static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var page = new Option<string?>("--output", "-o") { Description = "The report: one HTML file that needs no network.", HelpName = "FILE.html" };
        var summary = new Option<string?>("--summary") { Description = "Published numbers and claims beside what was measured.", HelpName = "FILE.json" };
        var csv = new Option<string?>("--csv") { Description = "The results of all runs.", HelpName = "FILE.csv" };
        var study = new Option<string?>("--study")
        {
            Description = "Show the figures, published numbers and claims of this file, not those that the study had when it was submitted.",
            HelpName = "STUDY.yaml",
        };
        var sources = new SourceOptions();
        var command = new Command("report", "Write the report of a sweep: figures, published numbers beside those measured, claims.")
        {
            id, page, summary, csv, study,
        };
        sources.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var (html, json, table) = (parsed.GetValue(page), parsed.GetValue(summary), parsed.GetValue(csv));
            if (html is null && json is null && table is null)
            {
                throw CommandFailed.BadUsage("nothing to write: name a file with -o FILE.html, --summary FILE.json or --csv FILE.csv.");
            }

            using var source = sources.Open(parsed);
            var sweep = await SweepReport.ReadAsync(source, parsed.GetValue(id)!, parsed.GetValue(study));
            var drawn = html is null ? "" : await sweep.PageAsync(source, terminal.Error.WriteLine);
            Write(html, writer => writer.Write(drawn));
            Write(json, writer => writer.Write(SummaryJson.Write(sweep.Input)));
            Write(table, writer => new ResultsOutput(terminal with { Out = writer }, sweep.Results, sweep.Input.Varying).Write(OutputFormat.Csv));
            return ExitCode.Success;

            void Write(string? file, Action<TextWriter> content)
            {
                if (file is not null)
                {
                    OutputFile.Write(file, content);
                    terminal.Error.WriteLine($"wrote {file} ({Tables.Bytes(new FileInfo(file).Length)})");
                }
            }
        });
        return command;
    }
}
