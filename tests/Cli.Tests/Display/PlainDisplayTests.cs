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
        await using (var display = new PlainDisplay(writer))
        {
            display.Show(new RunEvent.Started(Some.Run(), 1, Some.Slot, Some.Cell));
            display.Show(Some.Progress());
            display.Show(new RunEvent.Completed(Some.Run(), 1, 5, 2.5, Some.Metrics()));
        }

        var lines = writer.ToString().TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("run 3 started", lines[0]);
        Assert.StartsWith("run 3 completed", lines[1]);
    }

    [Fact]
    public async Task A_reader_that_went_away_does_not_disturb()
    {
        await using var display = new PlainDisplay(new BrokenPipe());
        display.Show(new RunEvent.Interrupted(Some.Run(), 1, 4));
    }

    [Fact]
    public async Task When_epochs_come_faster_than_they_are_read_only_they_are_left_out_and_counted()
    {
        using var gate = new ManualResetEventSlim();
        var writer = new SlowReader(gate);
        await using (var display = new PlainDisplay(writer))
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

    private sealed class BrokenPipe : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("Broken pipe");
    }

    private sealed class SlowReader(ManualResetEventSlim gate) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            gate.Wait();
            base.WriteLine(value);
        }
    }
}
