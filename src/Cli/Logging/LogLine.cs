using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sweep.Cli.Logging;

/// <summary>One line of a log file as it is read back.</summary>
/// <param name="Text">The line as it stands in the file.</param>
/// <param name="Sweep">Null for lines that belong to none.</param>
public sealed partial record LogLine(
    string Text, DateTimeOffset At, string Level, string Message, string? Exception, string? Sweep, int? Run, int? Attempt, int? Epoch)
{
    /// <summary>Null when the line is no log event: torn by a crash, or of another program.</summary>
    public static LogLine? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var line = document.RootElement;
            var properties = line.TryGetProperty("Properties", out var found) ? found : default;
            return new LogLine(
                text,
                line.GetProperty("Timestamp").GetDateTimeOffset(),
                line.GetProperty("Level").GetString()!,
                Render(line, properties),
                line.TryGetProperty("Exception", out var exception) ? exception.GetString() : null,
                Property(properties, "Sweep") is { ValueKind: JsonValueKind.String } sweep ? sweep.GetString() : null,
                Number(properties, "Run"),
                Number(properties, "Attempt"),
                Number(properties, "Epoch"));
        }
        catch (Exception torn) when (torn is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary><c>2026-01-31 12:00:00.000 run 3 attempt 1 Run completed: …</c>.</summary>
    public string ForPeople()
    {
        var run = Run is { } index && !Message.StartsWith($"Sweep {Sweep} run {index}", StringComparison.Ordinal) ? $" run {index} attempt {Attempt}" : "";
        var level = Level is "Information" or "Debug" or "Verbose" ? "" : $" {Level.ToUpperInvariant()}";
        var exception = Exception is null ? "" : $"{Environment.NewLine}    {Exception.TrimEnd().ReplaceLineEndings($"{Environment.NewLine}    ")}";
        return $"{At.ToUniversalTime():yyyy-MM-dd HH:mm:ss.fff}{level}{run} {Message}{exception}";
    }

    // The rendered message has quotes around every text, which people can do without.
    private static string Render(JsonElement line, JsonElement properties) => line.TryGetProperty("MessageTemplate", out var template)
        ? Hole().Replace(template.GetString()!, hole => Property(properties, hole.Groups["name"].Value) is { } value ? Plain(value) : hole.Value)
        : line.GetProperty("RenderedMessage").GetString()!;

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    [GeneratedRegex(@"\{[@$]?(?<name>\w+)([,:][^{}]*)?\}")]
    private static partial Regex Hole();

    private static JsonElement? Property(JsonElement properties, string name) =>
        properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var value) ? value : null;

    private static int? Number(JsonElement properties, string name) =>
        Property(properties, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;
}
