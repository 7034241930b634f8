using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Commands;

public sealed class SubmitCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Study => folder.Write("study.yaml", SomeStudy.Text);

    private string Root => Path.Combine(folder.Path, "root");

    [Fact]
    public async Task A_sweep_waits_in_a_root_that_nobody_has_used()
    {
        var run = await CommandRun.Of("submit", Study, "--root", Root);
        var verified = await CommandRun.Of("verify", "small-1", "--root", Root);

        Assert.Equal((0, $"sweep small-1 is submitted: 4 runs; in {Root}/sweep.db\n"), (run.ExitCode, run.Out));
        Assert.Contains("\nsweep small-1 active: 4 runs, 0 completed", verified.Out);
    }

    [Fact]
    public async Task A_study_of_which_every_run_has_completed_is_not_submitted_again()
    {
        Assert.Equal(0, (await CommandRun.Of("run", Study, "--root", Root)).ExitCode);

        var run = await CommandRun.Of("submit", Study, "--root", Root);

        Assert.Equal((0, "sweep: nothing to do, small-1 has completed every run of this study; --fresh trains them again\n"), (run.ExitCode, run.Error));
        Assert.StartsWith("sweep small-1 completed: 4 runs, 4 completed", run.Out);
    }

    [Fact]
    public async Task A_root_that_cannot_be_made_is_named_with_the_remedy()
    {
        var run = await CommandRun.Of("submit", Study, "--root", Path.Combine(Study, "root"));

        Assert.Equal(ExitCode.Infrastructure, run.ExitCode);
        Assert.Contains("study.yaml/root cannot be made or written", run.Error);
        Assert.Contains("--root DIR", run.Error);
    }
}
