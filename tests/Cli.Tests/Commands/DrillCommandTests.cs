using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Commands;

public sealed class DrillCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_database_with_sweeps_is_refused_and_no_folder_is_left_behind()
    {
        var (used, root) = (Path.Combine(folder.Path, "used"), Path.Combine(folder.Path, "drill"));
        Assert.Equal(0, (await CommandRun.Of("submit", folder.Write("study.yaml", SomeStudy.Text), "--root", used)).ExitCode);

        var run = await CommandRun.Of("drill", "--db", Path.Combine(used, "sweep.db"), "--root", root);

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains("holds sweeps", run.Error);
        Assert.False(Directory.Exists(root));
    }

    [Fact]
    public async Task A_folder_in_which_something_lies_is_refused()
    {
        folder.Write("something", "");

        var run = await CommandRun.Of("drill", "--root", folder.Path);

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains("is not empty", run.Error);
    }
}
