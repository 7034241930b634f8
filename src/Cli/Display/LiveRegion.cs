namespace Sweep.Cli.Display;

/// <summary>The last lines of a terminal, drawn over themselves; other lines scroll by above them. Used by one thread at a time.</summary>
/// <param name="headline">Stands above everything else, also after the terminal was resized.</param>
public sealed class LiveRegion(TextWriter writer, string headline)
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";
    private const string ClearScreen = "\e[H\e[2J";
    private const string ClearBelow = "\e[J";

    // Of what is drawn now: its lines, and the width that it was drawn for.
    private int lines;
    private int width;

    public void Begin() => Write($"{headline}\n{HideCursor}");

    /// <param name="above">Lines that scroll by, each ended.</param>
    /// <param name="content">Lines; those that do not fit are left out.</param>
    public void Draw(string above, string content, int width, int height)
    {
        // A terminal that changes its width folds lines in a way of its own, so that nobody knows where the region began.
        var start = this.width == width || lines == 0 ? Up() : $"{ClearScreen}{headline}\n";
        var shown = content.TrimEnd('\n').Split('\n').Take(height - 1).Select(line => line.TrimEnd(' ')).ToList();
        Write($"{start}{ClearBelow}{above}{string.Join('\n', shown)}");
        (lines, this.width) = (shown.Count, width);
    }

    /// <summary>Leaves what is drawn, and gives the cursor back.</summary>
    public void End() => Write(lines > 0 ? $"\n{ShowCursor}" : ShowCursor);

    private string Up() => lines > 1 ? $"\r\e[{lines - 1}A" : "\r";

    private void Write(string text)
    {
        writer.Write(text);
        writer.Flush();
    }
}
