using System.Text.Json;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>Checkpoints that cannot be written: the sweep says so, waits, and goes on when that is mended.</summary>
public sealed class BadDiskTests : IDisposable
{
    private readonly TemporaryRoot root = new();

    public void Dispose() => root.Dispose();

    [MountingTheory]
    [InlineData("none")]
    [InlineData("process")]
    public Task A_sweep_pauses_when_the_disk_is_full_and_goes_on_to_the_same_digest(string isolation) => Pauses(isolation, kilobytes: 1000);

    [Theory]
    [InlineData("none")]
    [InlineData("process")]
    public Task A_sweep_pauses_when_checkpoints_cannot_be_written_and_goes_on_to_the_same_digest(string isolation) => Pauses(isolation, kilobytes: 0);

    private async Task Pauses(string isolation, int kilobytes)
    {
        using var disk = new BadDisk(root.Checkpoints, kilobytes);
        using var process = SweepProcess.Start("run", root.Study(Studies.Small("2, 3")), "--root", root.Root, "--slots", "2", "--isolation", isolation);

        var error = await process.Line(line => line.Contains("is paused"));
        await process.Line(line => line.Contains("interrupted"));

        // Nothing that could not be written is heard of later, and would pause the sweep again.
        var paused = await Moments.Seen(Status, status => status.GetProperty("runs").GetProperty("running").GetInt32() == 0);
        disk.Mend();
        using var resumed = await SweepProcess.Ask("resume", "small-1", "--root", root.Root);
        await process.Exit();

        Assert.Contains("could not be written", error);
        Assert.Contains("resume the sweep", error);
        Assert.Equal("paused", paused.GetProperty("state").GetString());
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.True(process.ExitCode == 0, process.Error);
        Assert.Equal(await Undisturbed.End(Studies.Small("2, 3")), FinalLine.Of(process));
    }

    private async Task<JsonElement> Status()
    {
        using var status = await SweepProcess.Run("status", "small-1", "--root", root.Root, "--format", "json");
        return JsonDocument.Parse(status.Out).RootElement;
    }
}
