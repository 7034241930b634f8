using Sweep.Cli.Output;

namespace Sweep.Cli.Display;

/// <summary>Chooses how a sweep is shown.</summary>
public static class Displays
{
    /// <param name="metric">The objective's.</param>
    public static ISweepDisplay Choose(Terminal terminal, OutputFormat format, string metric) => format switch
    {
        // Standard output belongs to the document that comes at the end.
        OutputFormat.Json or OutputFormat.Csv => new PlainDisplay(terminal.Error, terminal.Error),
        OutputFormat.Table when terminal.IsInteractive =>
            new LiveTableDisplay(terminal, () => (Math.Max(40, Console.WindowWidth), Math.Max(10, Console.WindowHeight)), TimeProvider.System, metric),
        OutputFormat.Table => new PlainDisplay(terminal.Out, terminal.Error),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format."),
    };
}
