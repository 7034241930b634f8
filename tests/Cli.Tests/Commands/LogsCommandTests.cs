using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Commands;

public sealed class LogsCommandTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    [Fact]
    public async Task Lines_of_one_run_are_told_from_those_of_others()
    {
        root.Write("logs/sweep-20260131.jsonl", Line("a-1", 1, "first") + Line("a-1", 2, "second") + Line("b-1", 1, "third"));
        var run = await CommandRun.Of("logs", "a-1", "1", "--root", root.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("2026-01-31 12:00:00.000 run 1 attempt 1 first\n", run.Out);
    }

    [Fact]
    public async Task Json_is_the_line_as_it_stands()
    {
        root.Write("logs/sweep-20260131.jsonl", Line("a-1", 1, "first"));
        var run = await CommandRun.Of("logs", "a-1", "--format", "json", "--root", root.Path);
        Assert.Equal(Line("a-1", 1, "first"), run.Out);
    }

    [Fact]
    public async Task Csv_has_one_header_and_a_column_for_each_of_sweep_run_attempt_and_epoch()
    {
        root.Write("logs/sweep-20260131.jsonl", Line("a-1", 1, "first") + Line("a-1", 2, "second, third"));
        var run = await CommandRun.Of("logs", "a-1", "--format", "csv", "--root", root.Path);
        Assert.Equal(
            """
            time,level,sweep,run,attempt,epoch,message,exception
            2026-01-31T12:00:00.0000000+00:00,information,a-1,1,1,0,first,
            2026-01-31T12:00:00.0000000+00:00,information,a-1,2,1,0,"second, third",

            """,
            run.Out);
    }

    [Fact]
    public async Task An_unknown_sweep_exits_2_and_says_where_to_look()
    {
        root.Write("logs/sweep-20260131.jsonl", Line("a-1", 1, "first"));
        var run = await CommandRun.Of("logs", "c-1", "--root", root.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("sweep status", run.Error);
    }

    [Fact]
    public async Task A_root_without_logs_exits_2()
    {
        var run = await CommandRun.Of("logs", "a-1", "--root", root.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--root", run.Error);
    }

    public void Dispose() => root.Dispose();

    private static string Line(string sweep, int run, string message) =>
        $$$"""{"Timestamp":"2026-01-31T12:00:00.0000000+00:00","Level":"Information","RenderedMessage":"{{{message}}}",""" +
        $$$""" "Properties":{"Sweep":"{{{sweep}}}","Run":{{{run}}},"Attempt":1,"Epoch":0}}""" + "\n";
}
