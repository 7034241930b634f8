using Sweep.Cli.Display;
using Sweep.Cli.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Display;

public sealed class PlainDisplayTests
{
    [Fact]
    public async Task Every_event_is_one_line_in_order()
    {
        var writer = new StringWriter { NewLine = "\n" };
        await using (var display = Begin(writer))
        {
            display.Show(new RunEvent.Started(Some.Run(), 1, Some.Slot, Some.Cell));
            display.Show(Some.Progress());
            display.Show(new RunEvent.Completed(Some.Run(), 1, 5, 2.5, Some.Metrics()));
        }

        var lines = writer.ToString().TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("headline", lines[0]);
        Assert.StartsWith("run 3 started", lines[1]);
        Assert.StartsWith("run 3 completed", lines[2]);
    }

    [Fact]
    public async Task A_reader_that_went_away_does_not_disturb()
    {
        await using var display = Begin(new BrokenPipe());
        display.Show(new RunEvent.Interrupted(Some.Run(), 1, 4));
    }

    [Fact]
    public async Task When_epochs_come_faster_than_they_are_read_only_they_are_left_out_and_counted()
    {
        using var gate = new ManualResetEventSlim();
        var writer = new SlowReader(gate);
        await using (var display = Begin(writer))
        {
            for (var epoch = 1; epoch <= 150_000; epoch++)
            {
                display.Show(new RunEvent.EpochEnded(Some.Run(), 1, 150_000, new EpochMetrics(epoch, MetricSet.Empty, 0, 0)));
            }

            display.Show(new RunEvent.Completed(Some.Run(), 1, 150_000, 1, MetricSet.Empty));
            gate.Set();
        }

        Assert.Contains("run 3 completed", writer.ToString());
        Assert.Matches(@"(?m)^\d+ lines of epochs left out", writer.ToString());
    }

    [Fact]
    public async Task What_comes_before_the_begin_waits_for_it_and_notes_go_to_standard_error()
    {
        var (writer, error) = (new StringWriter(), new StringWriter());
        await using (var display = new PlainDisplay(writer, error))
        {
            display.Show(new RunEvent.Interrupted(Some.Run(), 1, 4));
            display.Note("a note");
            Assert.Empty(writer.ToString());
            display.Begin("headline");
        }

        Assert.Contains("run 3 interrupted", writer.ToString());
        Assert.StartsWith("a note", error.ToString());
    }

    [Fact]
    public async Task A_display_that_never_began_shows_nothing_and_ends()
    {
        var writer = new StringWriter();
        await using (var display = new PlainDisplay(writer, TextWriter.Null))
        {
            display.Show(new RunEvent.Interrupted(Some.Run(), 1, 4));
        }

        Assert.Empty(writer.ToString());
    }

    private static PlainDisplay Begin(TextWriter writer)
    {
        var display = new PlainDisplay(writer, TextWriter.Null);
        display.Begin("headline");
        return display;
    }

    private sealed class BrokenPipe : StringWriter
    {
        public override void WriteLine(string? value)
        {
            if (value != "headline")
            {
                throw new IOException("Broken pipe");
            }
        }
    }

    private sealed class SlowReader(ManualResetEventSlim gate) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            if (value != "headline")
            {
                gate.Wait();
            }

            base.WriteLine(value);
        }
    }
}
