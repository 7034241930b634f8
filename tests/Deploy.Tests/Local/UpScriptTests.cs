using System.Text.RegularExpressions;
using Sweep.Architecture.Tests;
using Sweep.Cli.Servers;
using Sweep.Coordinator.Results;
using Sweep.Deploy.Tests.Support;

namespace Sweep.Deploy.Tests.Local;

/// <summary>What deploy/local/up.sh asks of the command; that it works is shown where real processes are started.</summary>
public sealed partial class UpScriptTests
{
    private const string Script = "deploy/local/up.sh";

    private static readonly Dictionary<string, string> Values = new()
    {
        ["one"] = "127.0.0.1:4053",
        ["two"] = "127.0.0.1:4054",
        ["number"] = "1",
        ["slots"] = "1",
        ["api"] = "127.0.0.1:4056",
        ["standby_api"] = "127.0.0.1:4057",
    };

    /// <summary>The lines that it waits for, and the command lines after which it does.</summary>
    public static TheoryData<string, string> Starts()
    {
        var starts = new TheoryData<string, string>();
        foreach (Match start in Start().Matches(Repository.Text(Script)))
        {
            starts.Add(start.Groups[1].Value, start.Groups[2].Value);
        }

        return starts;
    }

    [Fact]
    public void It_starts_a_coordinator_one_that_stands_by_and_nodes() =>
        Assert.Equal(["coordinator", "coordinator", "node"], Starts().Select(start => ((string)start[1]).Split(' ')[0]));

    [Theory, MemberData(nameof(Starts))]
    public void The_command_lines_are_understood(string line, string command)
    {
        Assert.NotEmpty(line);
        var arguments = command.Split(' ').Select(word => Reference().Replace(word.Trim('"'), match => Values[match.Groups[1].Value])).Append("--root").Append("/tmp/root");
        Assert.Empty(SweepCommand.Parse([.. arguments]).Errors.Select(error => error.Message));
    }

    [Theory, MemberData(nameof(Starts))]
    public void The_lines_that_it_waits_for_are_said(string line, string command)
    {
        Assert.NotEmpty(command);
        Assert.Contains(Repository.Sources("src"), file => Repository.Text(file).Contains(line, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_variables_are_read() => Assert.All(
        Variable().Matches(Repository.Text(Script)).Select(match => match.Value),
        variable => Assert.Contains(variable, SweepCommand.Variables));

    [Fact]
    public void It_tells_how_other_terminals_find_root_database_and_coordinator()
    {
        var exports = Repository.Text(Script).Split('\n').Single(line => line.StartsWith("  export ", StringComparison.Ordinal)).Split(' ');
        string[] needed = [$"{DatabaseChoice.FileVariable}=$dir/connection", "SWEEP_ROOT=$dir/root", $"{ServerOption.Variable}=http://$api"];
        Assert.All(needed, setting => Assert.Contains(setting, exports));
    }

    [Theory]
    [InlineData("--nodes", "0")]
    [InlineData("--nodes")]
    [InlineData("--port", "65535")]
    [InlineData("--colour", "red")]
    [InlineData("--db", "postgresql://sweep:secret@127.0.0.1/sweep")]
    public async Task It_refuses_what_it_does_not_know_and_starts_nothing(params string[] arguments)
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var (exitCode, said) = await Shell.Run(Path.Combine(Repository.Root, Script), ["--dir", folder, .. arguments]);

        Assert.True(exitCode == 2, said);
        Assert.False(Path.Exists(folder));
    }

    [GeneratedRegex(@"^ *sweep \S+ '([^']+)' (.+)$", RegexOptions.Multiline)]
    private static partial Regex Start();

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\bSWEEP_[A-Z_]+")]
    private static partial Regex Variable();
}
