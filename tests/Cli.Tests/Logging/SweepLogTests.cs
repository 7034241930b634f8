using Sweep.Cli.Logging;
using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Logging;

public sealed class SweepLogTests : IDisposable
{
    private readonly TemporaryFolder root = new();
    private readonly List<string> watched = [];

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
    public void What_remoting_says_at_every_attempt_is_left_out()
    {
        using (var log = SweepLog.Create(root.Path, new ErrorLines(watched.Add)))
        {
            log.Warning("Tried to associate with unreachable remote address [{0}]. Address is now gated for {1} ms", "10.0.0.1:4053", 1000);
            log.Warning("Association with remote system {0} has failed; address is now gated for {1} ms. Reason is: [{2}]", "10.0.0.1:4053", 1000, "it broke");
        }

        Assert.Empty(watched);
        Assert.Empty(new LogReader(root.Path, TimeProvider.System).Read());
    }

    [Fact]
    public void Lines_are_read_back_for_people()
    {
        using (var log = SweepLog.Create(root.Path, new ErrorLines(watched.Add)))
        {
            log.ForContext("Sweep", "quickstart-1").ForContext("Run", 3).ForContext("Attempt", 1).Information("Kept the figures of epoch {Epoch}", 5);
        }

        var line = Assert.Single(new LogReader(root.Path, TimeProvider.System).Read());
        Assert.Equal(("quickstart-1", 3, 1, 5, "Information"), (line.Sweep, line.Run, line.Attempt, line.Epoch, line.Level));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} run 3 attempt 1 Kept the figures of epoch 5$", line.ForPeople());
        Assert.Empty(watched);
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
}
