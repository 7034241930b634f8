using System.Text.Json;
using Sweep.Cli.Display;
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
                JsonOutput.Write(terminal.Out, json => WriteJson(json, status, verification, kinds));
                terminal.Error.WriteLine(FinalLine.Of(status));
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(
                    terminal.Out, ["run", "violation", "message"],
                    verification.Violations.Select(found => new[] { found.Run.ToString(), Kind(found), found.Message }));
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

    private static void WriteJson(Utf8JsonWriter json, SweepStatus status, Verification verification, IReadOnlyList<string> kinds)
    {
        json.WriteStartObject();
        json.WriteString("id", status.Id.Value);
        json.WriteBoolean("complete", verification.IsComplete);
        json.WriteString("digest", verification.Digest);
        json.WriteStartArray("kinds");
        foreach (var kind in kinds)
        {
            json.WriteStringValue(kind);
        }

        json.WriteEndArray();
        json.WriteStartArray("violations");
        foreach (var found in verification.Violations)
        {
            json.WriteStartObject();
            json.WriteNumber("run", found.Run);
            json.WriteString("violation", Kind(found));
            json.WriteString("message", found.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // As in the rest of what programs read: not-completed, wrong-key.
    private static string Kind(Violation violation) => JsonNamingPolicy.KebabCaseLower.ConvertName(violation.Kind.ToString());
}
