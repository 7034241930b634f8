using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Servers;

public sealed class ServedCommandsTests(ServedRoot served) : IClassFixture<ServedRoot>
{
    [Theory]
    [InlineData("status", "small-1")]
    [InlineData("status")]
    [InlineData("status", "--format", "json")]
    [InlineData("status", "small-1", "--format", "json")]
    [InlineData("status", "--format", "csv")]
    [InlineData("results", "small-1")]
    [InlineData("results", "small-1", "--top", "2")]
    [InlineData("results", "small-1", "--format", "json")]
    [InlineData("results", "small-1", "--format", "csv")]
    [InlineData("epochs", "small-1")]
    [InlineData("epochs", "small-1", "1", "--format", "json")]
    [InlineData("epochs", "small-1", "4")]
    [InlineData("verify", "small-1")]
    [InlineData("verify", "small-1", "--format", "json")]
    [InlineData("results", "smal-1")]
    [InlineData("cancel", "small-1")]
    [InlineData("report", "small-1")]
    [InlineData("report", "smal-1", "--csv", "/tmp/never.csv")]
    public async Task A_server_answers_as_its_store_does(params string[] command)
    {
        var (stored, asked) = (await CommandRun.Of([.. command, "--root", served.Root]), await CommandRun.Of([.. command, "--server", served.Address]));

        Assert.Equal(stored, asked);
    }

    [Fact]
    public async Task A_server_has_all_that_a_report_is_made_of_what_the_runs_have_left_too()
    {
        var (here, there) = (await Report("--root", served.Root), await Report("--server", served.Address));

        Assert.Equal(here, there);
        Assert.Contains("data:image/png;base64,", here[0]);
        Assert.Contains("4 of 4 completed", here[0]);

        async Task<string[]> Report(params string[] where)
        {
            using var folder = new TemporaryFolder();
            string[] files = [.. new[] { "report.html", "summary.json", "results.csv" }.Select(file => Path.Combine(folder.Path, file))];
            var run = await CommandRun.Of(["report", "small-1", "-o", files[0], "--summary", files[1], "--csv", files[2], .. where]);
            Assert.True(run.ExitCode == 0, run.Error);
            return await Task.WhenAll(files.Select(file => File.ReadAllTextAsync(file)));
        }
    }

    [Fact]
    public async Task Watching_a_sweep_that_has_ended_says_how_in_the_last_line()
    {
        var watched = await CommandRun.Of("watch", "small-1", "--server", served.Address);
        var stored = await CommandRun.Of("watch", "small-1", "--root", served.Root);

        Assert.Equal(0, watched.ExitCode);
        Assert.StartsWith("sweep small-1 completed: 4 runs, 4 completed", watched.Out.TrimEnd().Split('\n')[^1]);
        Assert.Equal(stored.Out.TrimEnd().Split('\n')[^1], watched.Out.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public async Task A_study_is_submitted_with_its_priority()
    {
        var run = await CommandRun.Of("submit", served.Study, "--server", served.Address, "--priority", "3");

        Assert.Equal(
            (0, $"sweep small-3 is submitted: 4 runs, 1 have their result already; in {served.Address.TrimEnd('/')}\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task Of_a_study_that_is_done_a_server_says_the_same_as_its_store()
    {
        var asked = await CommandRun.Of("submit", served.Study, "--server", served.Address);

        Assert.Equal(await CommandRun.Of("submit", served.Study, "--root", served.Root), asked);
        Assert.Contains("nothing to do, small-1 has completed every run", asked.Error);
    }

    [Fact]
    public async Task A_run_that_the_grid_does_not_have_is_bad_usage()
    {
        var run = await CommandRun.Of("epochs", "small-1", "4", "--root", served.Root);

        Assert.Equal((2, "sweep: small-1 has no run 4: its 4 runs are numbered from 0 to 3.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_node_that_trains_nothing_is_drained_at_once()
    {
        var drained = await CommandRun.Of("drain", "node-a", "--wait", "--server", served.Address);
        var nodes = await CommandRun.Of("nodes", "--server", served.Address, "--format", "csv");

        Assert.Equal((0, "node node-a is drained: nothing runs there\n"), (drained.ExitCode, drained.Out));
        Assert.Contains("node-a,drained,2,2,0,1,x64,someone asked for it\n", nodes.Out);
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_bad_usage_and_the_one_meant_is_named()
    {
        var run = await CommandRun.Of("drain", "node-b", "--server", served.Address);

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains("Did you mean `node-a`?", run.Error);
    }

    [Fact]
    public async Task A_server_and_a_root_do_not_go_together()
    {
        var run = await CommandRun.Of("status", "--server", served.Address, "--root", served.Root);

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains("does not go with", run.Error);
    }

    [Fact]
    public async Task What_is_no_address_is_bad_usage()
    {
        var run = await CommandRun.Of("status", "--server", "ftp://here");

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains("http://127.0.0.1:4080", run.Error);
    }
}
