using System.CommandLine;
using Sweep.Cli.Doctor;
using Sweep.Cli.Output;
using Sweep.Coordinator.Documents;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep doctor</c>: what this machine has and whether it works.</summary>
public static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var selfCheck = new Option<bool>("--self-check") { Description = "Also run the smallest sweep there is: training, actors, journal and store." };
        var (root, format) = (CommonOptions.Root(), CommonOptions.Format());
        var command = new Command(
            "doctor", "Print stack, library versions, devices, BLAS, data sets and disk, and what is wrong with them.") { selfCheck, root, format };
        command.SetAction(async (parsed, _) =>
        {
            List<Finding> findings = [.. Examination.Of(parsed.GetValue(root)!)];
            var isWell = true;
            if (parsed.GetValue(selfCheck))
            {
                var check = await SelfCheck.RunAsync();
                findings.Add(check);
                isWell = check.Remedy is null;
            }

            Write(terminal, parsed.GetValue(format), findings);
            return isWell ? ExitCode.Success : ExitCode.Infrastructure;
        });
        return command;
    }

    private static void Write(Terminal terminal, OutputFormat format, List<Finding> findings)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.WriteArray(terminal.Out, findings, (json, finding) =>
                {
                    json.WriteStartObject();
                    json.WriteString("name", finding.Name);
                    json.WriteString("value", finding.Value);
                    json.WriteTextOrNull("remedy", finding.Remedy);
                    json.WriteEndObject();
                });
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(
                    terminal.Out, ["name", "value", "remedy"], findings.Select(finding => new[] { finding.Name, finding.Value, finding.Remedy ?? "" }));
                break;
            case OutputFormat.Table:
                var width = findings.Max(finding => finding.Name.Length);
                foreach (var finding in findings)
                {
                    terminal.Out.WriteLine($"{(finding.Remedy is null ? "  " : "! ")}{finding.Name.PadRight(width)}  {finding.Value}");
                }

                foreach (var finding in findings.Where(finding => finding.Remedy is not null))
                {
                    terminal.Error.WriteLine($"sweep: WARNING: {finding.Name}: {finding.Remedy}");
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }
}
