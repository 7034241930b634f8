using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Version_is_printed_on_standard_output()
    {
        var run = await CommandRun.Of("--version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", run.Out);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("studeis", "studies")]
    [InlineData("docter", "doctor")]
    public async Task A_mistyped_command_exits_2_and_names_the_one_meant(string typed, string meant)
    {
        var run = await CommandRun.Of(typed);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"did you mean `{meant}`?", run.Error);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task A_mistyped_option_exits_2_and_names_the_one_meant()
    {
        var run = await CommandRun.Of("doctor", "--self-chek");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean `--self-check`?", run.Error);
    }

    [Theory]
    [InlineData("1001")]
    [InlineData("-1001")]
    public async Task A_priority_beyond_the_range_exits_2_and_names_the_range(string priority)
    {
        var run = await CommandRun.Of("submit", "quickstart", "--priority", priority);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"`--priority` is {priority}, but must be from -1000 to 1000.", run.Error);
    }

    [Theory]
    [InlineData("`--stuck-after` goes with `--isolation process`", "run", "some.yaml", "--stuck-after", "60")]
    [InlineData("`--stuck-after` goes with `--isolation process`", "resume", "some-1", "--stuck-after", "60")]
    [InlineData("`--stuck-after` goes with `--isolation process`", "node", "--isolation", "none", "--stuck-after", "60")]
    [InlineData("`--timeout` goes with `--wait`", "drain", "node-a", "--timeout", "60")]
    [InlineData("`--top` is 0, but must be at least 1.", "results", "some-1", "--top", "0")]
    [InlineData("`--top` is -3, but must be at least 1.", "results", "some-1", "--top", "-3")]
    public async Task An_option_that_would_do_nothing_exits_2_and_says_why(string why, params string[] command)
    {
        var run = await CommandRun.Of(command);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(why, run.Error);
    }

    [Theory]
    [InlineData("run", "some.yaml", "--isolation", "process", "--stuck-after", "60")]
    [InlineData("node", "--stuck-after", "60")]
    [InlineData("drain", "node-a", "--wait", "--timeout", "60")]
    [InlineData("drain", "node-a")]
    public void An_option_that_does_something_is_taken(params string[] command) =>
        Assert.Empty(CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null, false, 80)).Parse(command).Errors);

    [Fact]
    public async Task No_command_at_all_exits_2()
    {
        var run = await CommandRun.Of();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--help", run.Error);
    }

    [Fact]
    public async Task Help_lists_every_command_with_a_description()
    {
        var run = await CommandRun.Of("--help");
        Assert.Equal(0, run.ExitCode);
        Assert.All(CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null, false, 80)).Subcommands.Where(command => !command.Hidden), command =>
        {
            Assert.Contains(command.Name, run.Out);
            Assert.NotEmpty(command.Description!);
        });
    }
}
