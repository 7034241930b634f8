using System.Text.Json;
using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_valid_study_is_told_by_runs_axes_memory_and_time()
    {
        var run = await CommandRun.Of("validate", folder.Write("small.yaml", SomeStudy.Text));
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("4 runs, 8 epochs", run.Out);
        Assert.Contains("0.001, 0.01", run.Out);
        Assert.Contains("of memory and", run.Out);
        Assert.Contains("CPU slots", run.Out);
    }

    [Fact]
    public async Task Json_is_one_document()
    {
        var run = await CommandRun.Of("validate", folder.Write("small.yaml", SomeStudy.Text), "--format", "json");
        var answer = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(4, answer.GetProperty("runs").GetInt32());
        Assert.Equal(["x", "seed"], answer.GetProperty("axes").EnumerateArray().Select(axis => axis.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Overrides_and_a_sample_change_the_grid()
    {
        var file = folder.Write("small.yaml", SomeStudy.Text);
        Assert.Contains("6 runs, 6 epochs", (await CommandRun.Of("validate", file, "--set", "x=[0.1,0.2,0.3]", "--set", "epochs=1")).Out);
        Assert.Contains("3 runs,", (await CommandRun.Of("validate", file, "--sample", "3")).Out);
    }

    [Theory]
    [InlineData("--set", "lrr=3")]
    [InlineData("--set", "epochs=0")]
    [InlineData("--sample", "0")]
    [InlineData("--sample", "many")]
    [InlineData("--models", "nowhere.dll")]
    [InlineData("--format", "xml")]
    public async Task A_bad_argument_exits_2_and_is_quoted(string option, string value)
    {
        var run = await CommandRun.Of("validate", folder.Write("small.yaml", SomeStudy.Text), option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(value.Split('=')[0], run.Error);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task A_missing_file_exits_2()
    {
        var run = await CommandRun.Of("validate", Path.Combine(folder.Path, "none.yaml"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("none.yaml is no file", run.Error);
    }

    public void Dispose() => folder.Dispose();
}
