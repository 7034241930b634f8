using Sweep.Cli.Logging;

namespace Sweep.Cli.Output;

/// <summary>Lines of the log in each format, one by one, as they come.</summary>
public sealed class LogLines(TextWriter writer, OutputFormat format)
{
    private static readonly string[] Header = ["time", "level", "sweep", "run", "attempt", "epoch", "message", "exception"];

    private bool hasHeader;

    public void Write(LogLine line)
    {
        switch (format)
        {
            case OutputFormat.Json:
                writer.WriteLine(line.Text);
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(writer, hasHeader ? null : Header, [Fields(line)]);
                hasHeader = true;
                break;
            case OutputFormat.Table:
                writer.WriteLine(line.ForPeople());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(line), format, "Unknown format.");
        }

        writer.Flush();
    }

    private static string[] Fields(LogLine line) =>
    [
        line.At.ToUniversalTime().ToString("O"),
        line.Level.ToLowerInvariant(),
        line.Sweep ?? "",
        line.Run?.ToString() ?? "",
        line.Attempt?.ToString() ?? "",
        line.Epoch?.ToString() ?? "",
        line.Message,
        line.Exception ?? "",
    ];
}
