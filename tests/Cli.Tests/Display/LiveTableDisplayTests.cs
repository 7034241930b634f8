using Sweep.Cli.Display;
using Sweep.Cli.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Display;

public sealed class LiveTableDisplayTests
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";

    private readonly StringWriter writer = new() { NewLine = "\n" };

    [Fact]
    public async Task The_last_state_is_on_the_screen_and_the_cursor_is_back_when_it_ends()
    {
        await using (var display = Begin())
        {
            display.Show(Some.Progress(Some.Status(runs: new RunCounts(Waiting: 12))));
            display.Show(Some.Progress(Some.Status(runs: new RunCounts(Completed: 12))));
        }

        var text = writer.ToString();
        Assert.Contains("12/12 runs", text);
        Assert.Contains(HideCursor, text);
        Assert.True(text.LastIndexOf(ShowCursor, StringComparison.Ordinal) > text.LastIndexOf(HideCursor, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_scrolls_by_above_the_table()
    {
        await using (var display = Begin())
        {
            display.Show(new RunEvent.Failed(Some.Run(), 1, FailureKind.Crashed, "[brackets] are no markup", IsFinal: true));
        }

        Assert.Contains("run 3 failed (crashed): [brackets] are no markup", writer.ToString());
    }

    private LiveTableDisplay Begin()
    {
        var terminal = new Terminal(writer, TextWriter.Null, IsInteractive: true, Width: 100);
        var display = new LiveTableDisplay(terminal, () => (100, 30), TimeProvider.System, "psnr");
        display.Begin("headline");
        return display;
    }
}
