using Sweep.Architecture.Tests;
using Sweep.Deploy.Tests.Support;

namespace Sweep.Deploy.Tests.Scripts;

/// <summary>Which stack scripts/setup.sh chooses, and whether it remembers it, by what a stand-in for dotnet says.</summary>
public sealed class SetupTests : IDisposable
{
    private const string Lacks = "error NU1101: Unable to find package Akka.Hosting. No packages exist with this id in source(s): nuget.org [Cli.csproj]";
    private const string Older = "error NU1102: Unable to find package TorchSharp with version (>= 0.105.0) [Cli.csproj]";
    private const string Away = "error NU1301: Unable to load the service index for source https://api.nuget.org/v3/index.json. [Cli.csproj]";

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("sweep-setup-");

    public void Dispose() => home.Delete(recursive: true);

    private string Kept => Path.Combine(home.FullName, "artifacts", "stack");

    [Theory]
    [InlineData(Lacks)]
    [InlineData(Older)]
    public async Task A_feed_without_the_packages_means_Compat_from_now_on(string answer)
    {
        var said = await Choose(restore: answer);

        Assert.Contains("stack Compat: the NuGet feed lacks its packages (NU110", said);
        Assert.Equal("Compat\n", await File.ReadAllTextAsync(Kept));
    }

    [Theory]
    [InlineData(Away)]
    [InlineData(Away + "\n" + Lacks)]
    [InlineData("Killed")]
    public async Task A_feed_that_does_not_answer_means_Compat_for_this_time(string answer)
    {
        var said = await Choose(restore: answer);

        Assert.Contains("stack Compat for this time: the NuGet packages could not be asked for (", said);
        Assert.Contains("SWEEP_PACKAGES=Compat", said);
        Assert.False(File.Exists(Kept));
    }

    [Fact]
    public async Task A_build_that_fails_means_Compat_for_this_time()
    {
        var said = await Choose(build: "Reports.csproj : error MSB3073: npm ci exited with code 1 [Reports.csproj]");

        Assert.Contains("stack Compat for this time: the build against the NuGet packages fails (error MSB3073: npm ci exited with code 1)", said);
        Assert.False(File.Exists(Kept));
    }

    [Fact]
    public async Task Packages_that_are_built_against_and_do_not_work_mean_Compat_from_now_on()
    {
        var said = await Choose(check: "self-check  the run did not complete");

        Assert.Contains("stack Compat: the NuGet packages do not pass sweep doctor --self-check here (the run did not complete)", said);
        Assert.Equal("Compat\n", await File.ReadAllTextAsync(Kept));
    }

    [Fact]
    public async Task Packages_that_work_are_taken_from_now_on()
    {
        Assert.Contains("stack NuGet: ", await Choose());
        Assert.Equal("NuGet\n", await File.ReadAllTextAsync(Kept));
    }

    /// <summary>Chooses with a dotnet that fails with the words given, and does all else.</summary>
    private async Task<string> Choose(string? restore = null, string? build = null, string? check = null)
    {
        var programs = home.CreateSubdirectory("programs").FullName;
        home.CreateSubdirectory("artifacts");
        await File.WriteAllTextAsync(Path.Combine(programs, "dotnet"), $$"""
            #!/bin/bash
            fail() { [[ -z "$1" ]] || (printf '%s\n' "$1"; exit 1); }
            case $1 in
              restore) fail '{{restore}}' ;;
              build) fail '{{build}}' ;;
              *) fail '{{check}}' ;;
            esac

            """);
        var (exitCode, said) = await Shell.Run("bash", "-c", """
            set -euo pipefail
            chmod +x "$2/dotnet"
            unset SWEEP_PACKAGES
            home=$1 PATH=$2:$PATH
            source "$3"
            : >"$log"
            choose_stack
            """, "setup", home.FullName, programs, Path.Combine(Repository.Root, "scripts/setup.sh"));
        Assert.True(exitCode == 0, said);
        return said;
    }
}
