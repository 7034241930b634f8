using Sweep.Cli.Logging;
using Sweep.Cli.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Logging;

public sealed class SweepLogTests : IDisposable
{
    private readonly TemporaryFolder root = new();
    private readonly List<string> watched = [];

    [Fact]
    public void Every_line_about_a_run_carries_sweep_run_attempt_and_epoch()
    {
        var lines = Log(progress =>
        {
            progress.Show(new RunEvent.Started(Some.Run(), 2, Some.Slot, Some.Cell));
            progress.Show(new RunEvent.EpochEnded(Some.Run(), 2, 5, new EpochMetrics(4, Some.Metrics(), 0.4, 1000)));
            progress.Show(new RunEvent.Completed(Some.Run(), 2, 5, 2.5, Some.Metrics()));
        });

        Assert.Equal([0, 4, 5], lines.Select(line => line.Epoch!.Value));
        Assert.All(lines, line =>
        {
            Assert.Equal("quickstart-1", line.Sweep);
            Assert.Equal(3, line.Run);
            Assert.Equal(2, line.Attempt);
        });
        Assert.Equal(["Information", "Debug", "Information"], lines.Select(line => line.Level));
        Assert.Empty(watched);
    }

    [Fact]
    public void A_warning_reaches_the_watcher_with_its_cause()
    {
        using (var log = SweepLog.Create(root.Path, new ErrorLines(watched.Add)))
        {
            log.Warning(new IOException("disk is slow"), "Writing {File} takes long", "sweep.db");
        }

        Assert.Equal(["sweep: warning: Writing sweep.db takes long (IOException: disk is slow)"], watched);
    }

    [Fact]
    public void Lines_are_read_back_for_people()
    {
        var line = Assert.Single(Log(progress => progress.Show(new RunEvent.Failed(Some.Run(), 1, FailureKind.Diverged, "loss is NaN", IsFinal: true))));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} run 3 attempt 1 Run failed \(diverged\), tried again: false: loss is NaN$", line.ForPeople());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"Timestamp\":\"2026-01-31T12:00:00Z\",\"Lev")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{\"Timestamp\":3,\"Level\":\"Information\",\"RenderedMessage\":\"x\"}")]
    public void A_torn_line_is_passed_over(string text) => Assert.Null(LogLine.Parse(text));

    [Fact]
    public void A_line_without_its_end_is_read_once_it_has_one()
    {
        const string Line = """{"Timestamp":"2026-01-31T12:00:00Z","Level":"Information","MessageTemplate":"ä whole line","Properties":{"Sweep":"a-1"}}""";
        var file = root.Write("logs/sweep-20260131.jsonl", Line[..40]);
        var reader = new LogReader(root.Path, TimeProvider.System);
        Assert.Empty(reader.Read());
        File.AppendAllText(file, Line[40..] + "\n" + Line);
        Assert.Equal("ä whole line", Assert.Single(reader.Read()).Message);
        File.AppendAllText(file, "\n");
        Assert.Single(reader.Read());
        Assert.Empty(reader.Read());
    }

    [Fact]
    public void Files_are_read_by_day_and_number()
    {
        foreach (var name in new[] { "20260201", "20260131_001", "20260131" })
        {
            root.Write($"logs/sweep-{name}.jsonl", $$$"""{"Timestamp":"2026-01-31T12:00:00Z","Level":"Information","RenderedMessage":"{{{name}}}"}""" + "\n");
        }

        Assert.Equal(["20260131", "20260131_001", "20260201"], new LogReader(root.Path, TimeProvider.System).Read().Select(line => line.Message));
    }

    public void Dispose() => root.Dispose();

    private List<LogLine> Log(Action<IProgressDisplay> show)
    {
        using (var log = SweepLog.Create(root.Path, new ErrorLines(watched.Add)))
        {
            show(new LoggedProgress(log, new Silent()));
        }

        return [.. new LogReader(root.Path, TimeProvider.System).Read()];
    }

    private sealed class Silent : IProgressDisplay
    {
        public void Show(RunEvent happened) { }

        public void Show(SweepProgress now) { }
    }
}
