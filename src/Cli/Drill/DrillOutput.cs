using System.Globalization;
using System.Text.Json;
using Sweep.Cli.Output;
using Sweep.Coordinator.Documents;

namespace Sweep.Cli.Drill;

/// <summary>What a drill has found, for people and for programs.</summary>
public static class DrillOutput
{
    /// <summary><c>node-killed</c>.</summary>
    public static string NameOf(FaultKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>One fault, once it is borne.</summary>
    public static string Line(FaultOutcome outcome)
    {
        var fault = $"fault {outcome.Fault.Number} {NameOf(outcome.Fault.Kind)}{(outcome.Target.Length == 0 ? "" : $" {outcome.Target}")}";
        if (!outcome.IsStruck)
        {
            return $"{fault}: not struck, for it could not be";
        }

        var lasts = outcome.Fault.Lasts > TimeSpan.Zero ? $" for {Seconds(outcome.Fault.Lasts.TotalSeconds)}" : "";
        var goOn = outcome.SecondsToGoOn is { } seconds ? $", went on after {Seconds(seconds)}" : "";
        var violations = string.Concat(outcome.Violations.Select(violation => $"; VIOLATION: {violation}"));
        return $"{fault}{lasts}{(outcome.Fault.WithNext ? " with the next" : "")}: "
            + $"{outcome.TouchedRuns} runs touched{goOn}, {(outcome.SecondsLost is { } lost ? Seconds(lost) : "unknown")} lost{violations}";
    }

    public static void Write(Terminal terminal, OutputFormat format, DrillReport report)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(terminal.Out, json => WriteJson(json, report));
                terminal.Error.WriteLine(Final(report));
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(terminal.Out, Columns, report.Outcomes.Select(Fields));
                terminal.Error.WriteLine(Final(report));
                break;
            case OutputFormat.Table:
                var table = Tables.Create("fault", "times", "median s to go on", "worst", "median s lost", "worst");
                foreach (var kind in report.Kinds)
                {
                    table.Add(
                        NameOf(kind.Kind), kind.Faults.ToString(CultureInfo.InvariantCulture), Figure(kind.ToGoOn?.Median), Figure(kind.ToGoOn?.Worst),
                        Figure(kind.Lost?.Median), Figure(kind.Lost?.Worst));
                }

                terminal.Tables().Write(table);
                terminal.Out.WriteLine(Final(report));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }

    private static readonly string[] Columns = ["number", "fault", "target", "lasts", "touched", "seconds_to_go_on", "seconds_lost", "struck", "violations"];

    private static string Final(DrillReport report) =>
        $"drill: {report.Struck.Count()} faults over {report.Sweeps} sweeps, {report.Violations} violations; training lost by a fault: "
        + $"median {Figure(report.Lost?.Median)} s, worst {Figure(report.Lost?.Worst)} s; seed {report.Seed}";

    private static string[] Fields(FaultOutcome outcome) =>
    [
        outcome.Fault.Number.ToString(CultureInfo.InvariantCulture),
        NameOf(outcome.Fault.Kind),
        outcome.Target,
        Figure(outcome.Fault.Lasts.TotalSeconds),
        outcome.TouchedRuns.ToString(CultureInfo.InvariantCulture),
        outcome.SecondsToGoOn is { } seconds ? Figure(seconds) : "",
        outcome.SecondsLost is { } lost ? Figure(lost) : "",
        outcome.IsStruck ? "true" : "false",
        string.Join("; ", outcome.Violations),
    ];

    private static void WriteJson(Utf8JsonWriter json, DrillReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("seed", report.Seed);
        json.WriteNumber("sweeps", report.Sweeps);
        json.WriteNumber("violations", report.Violations);
        json.WriteTexts("sweep_violations", report.SweepViolations);
        json.WriteStartObject("skipped");
        foreach (var (kind, reason) in report.Skipped)
        {
            json.WriteString(NameOf(kind), reason);
        }

        json.WriteEndObject();
        json.WriteStartArray("faults");
        foreach (var outcome in report.Outcomes)
        {
            json.WriteStartObject();
            json.WriteNumber("number", outcome.Fault.Number);
            json.WriteString("fault", NameOf(outcome.Fault.Kind));
            json.WriteString("target", outcome.Target);
            json.WriteNumber("lasts", outcome.Fault.Lasts.TotalSeconds);
            json.WriteNumber("touched", outcome.TouchedRuns);
            WriteNumberOrNull(json, "seconds_to_go_on", outcome.SecondsToGoOn);
            WriteNumberOrNull(json, "seconds_lost", outcome.SecondsLost);
            json.WriteBoolean("struck", outcome.IsStruck);
            json.WriteTexts("violations", outcome.Violations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Seconds(double seconds) => $"{Figure(seconds)} s";

    private static string Figure(double? seconds) => seconds is { } figure ? figure.ToString("F1", CultureInfo.InvariantCulture) : "-";
}
