using Spectre.Console;

namespace Sweep.Cli;

/// <summary>Where a command writes: answers to standard output, everything else to standard error.</summary>
/// <param name="IsInteractive">A person sees standard output: tables may be live and coloured.</param>
/// <param name="Width">Columns; tables do not get wider.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive, int Width)
{
    /// <summary>The width of a pipe: wide enough that tables are not folded.</summary>
    private const int PipeWidth = 200;

    /// <summary>A person sees standard error: a line there may be written over.</summary>
    public bool IsErrorInteractive { get; init; }

    public static Terminal OfProcess()
    {
        var isAble = Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        var isInteractive = isAble && !Console.IsOutputRedirected;
        return new Terminal(Console.Out, Console.Error, isInteractive, isInteractive ? Math.Max(40, Console.WindowWidth) : PipeWidth)
        {
            IsErrorInteractive = isAble && !Console.IsErrorRedirected,
        };
    }

    /// <summary>A console for tables on standard output.</summary>
    public IAnsiConsole Tables()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsInteractive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = IsInteractive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(Out),
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
