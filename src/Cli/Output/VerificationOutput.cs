using Sweep.Cli.Display;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Results;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Output;

/// <summary>What a verification found, in each format; the line that ends it always comes last.</summary>
public static class VerificationOutput
{
    /// <param name="status">With the digest that was computed anew.</param>
    /// <param name="kinds">Of the nodes that the results come from.</param>
    public static void Write(Terminal terminal, OutputFormat format, SweepStatus status, Verification verification, IReadOnlyList<string> kinds)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(terminal.Out, json => VerificationJson.Write(json, status.Id, verification, kinds));
                terminal.Error.WriteLine(FinalLine.Of(status));
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(
                    terminal.Out, ["run", "violation", "message"],
                    verification.Violations.Select(found => new[] { found.Run.ToString(), VerificationJson.Word(found.Kind), found.Message }));
                terminal.Error.WriteLine(FinalLine.Of(status));
                break;
            case OutputFormat.Table:
                terminal.Out.WriteLine(KindLine(kinds));
                terminal.Out.WriteLine(FinalLine.Of(status));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }

    /// <summary>On which instruction sets and libraries the results were computed: what makes their bits.</summary>
    public static string KindLine(IReadOnlyList<string> kinds) => $"kind: {(kinds.Count == 0 ? "no result yet" : string.Join(", ", kinds))}";
}
