using System.Text.Json;
using Sweep.Cli.Tests.Support;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Tests.Commands;

/// <summary>What commands say that need no mirrors, where the variable of these is no address.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class MirrorsVariableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("studies")]
    [InlineData("pause", "small-1")]
    [InlineData("cancel", "small-1")]
    public async Task It_is_bad_usage_as_for_those_who_train(params string[] command)
    {
        string[] root = command is ["studies"] ? [] : ["--root", folder.Path];
        Assert.Equal(0, (await CommandRun.Of("submit", folder.Write("study.yaml", SomeStudy.Text), "--root", folder.Path)).ExitCode);
        using var wrong = new ProcessEnvironment.Variable(DataSetOptions.MirrorsVariable, "ftp://nowhere");

        var run = await CommandRun.Of([.. command, .. root]);

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains("`SWEEP_MIRRORS` holds ftp://nowhere", run.Error);
    }

    [Fact]
    public async Task The_doctor_names_it_beside_all_else_that_it_finds()
    {
        using var wrong = new ProcessEnvironment.Variable(DataSetOptions.MirrorsVariable, "ftp://nowhere");

        var run = await CommandRun.Of("doctor", "--format", "json", "--root", folder.Path);

        Assert.True(run.ExitCode == 0, run.Error);
        using var findings = JsonDocument.Parse(run.Out);
        var named = findings.RootElement.EnumerateArray().ToDictionary(finding => finding.GetProperty("name").GetString()!);
        Assert.Contains("ftp://nowhere", named["data set mnist"].GetProperty("value").GetString());
        Assert.Contains("SWEEP_MIRRORS", named["data set mnist"].GetProperty("remedy").GetString());
        Assert.Contains("root", named);
    }
}
