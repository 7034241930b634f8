using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Commands;

public sealed class PlanCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Root => Path.Combine(folder.Path, "root");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Where_nothing_was_trained_everything_is_to_be_trained()
    {
        var run = await CommandRun.Of("plan", Study(), "--root", Root);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("small: 4 runs, 0 have their result already, 4 to train\n", run.Out);
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public async Task Results_are_looked_for_in_the_database_that_is_named()
    {
        await CommandRun.Of("run", Study(), "--root", Root, "--set", "seeds=[0]");

        var run = await CommandRun.Of("plan", Study(), "--root", Path.Combine(folder.Path, "elsewhere"), "--db", Path.Combine(Root, "sweep.db"));

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("small: 4 runs, 2 have their result already, 2 to train\n", run.Out);
    }

    private string Study() => folder.Write("small.yaml", SomeStudy.Text);
}
