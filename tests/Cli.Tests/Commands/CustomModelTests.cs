using System.Text.Json;
using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Commands;

/// <summary>The example of a model of one's own, built beside these tests.</summary>
public sealed class CustomModelTests : IDisposable
{
    private static readonly string Assembly =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "CustomModel", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "CustomModel.dll"));

    private static readonly string Study = Path.Combine(AppContext.BaseDirectory, "CustomModel", "study.yaml");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_is_swept_like_any_other()
    {
        var run = await CommandRun.Of("run", Study, "--models", Assembly, "--root", folder.Path, "--slots", "2");
        var results = await CommandRun.Of("results", "tied-1", "--root", folder.Path, "--format", "json");

        Assert.True(run.ExitCode == 0, run.Error);
        using var json = JsonDocument.Parse(results.Out);
        Assert.Equal([4, 16], json.RootElement.EnumerateArray().Select(result => result.GetProperty("params").GetProperty("latent").GetInt32()));
        var narrow = json.RootElement[0].GetProperty("metrics").GetProperty("psnr").GetDouble();
        Assert.True(json.RootElement[1].GetProperty("metrics").GetProperty("psnr").GetDouble() > narrow, results.Out);
    }

    [Fact]
    public async Task Without_its_assembly_the_study_is_refused()
    {
        var validated = await CommandRun.Of("validate", Study);

        Assert.Equal(2, validated.ExitCode);
        Assert.Contains("`model` is tied-autoencoder", validated.Out + validated.Error);
    }

    [Fact]
    public async Task Without_its_assembly_a_sweep_does_not_go_on_and_no_run_of_it_fails()
    {
        Assert.Equal(0, (await CommandRun.Of("submit", Study, "--models", Assembly, "--root", folder.Path)).ExitCode);

        var resumed = await CommandRun.Of("resume", "tied-1", "--root", folder.Path);
        var results = await CommandRun.Of("results", "tied-1", "--root", folder.Path, "--format", "json");

        Assert.Equal(2, resumed.ExitCode);
        Assert.Contains("tied-1 trains the model tied-autoencoder", resumed.Error);
        Assert.Contains("--models FILE.dll", resumed.Error);
        Assert.Equal("[]", results.Out.Trim());
    }

    [Fact]
    public async Task What_the_model_does_not_know_is_refused()
    {
        var validated = await CommandRun.Of("validate", Study, "--models", Assembly, "--set", "filters=[4]");

        Assert.Equal(2, validated.ExitCode);
        Assert.Contains("`filters` (--set filters=[4])", validated.Out + validated.Error);
    }
}
