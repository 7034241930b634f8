using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>Checkpoints that cannot be written: the sweep says so, waits, and goes on when that is mended.</summary>
public sealed class BadDiskTests : IDisposable
{
    private readonly TemporaryRoot undisturbed = new();
    private readonly TemporaryRoot root = new();

    public void Dispose()
    {
        undisturbed.Dispose();
        root.Dispose();
    }

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
        using var calm = await SweepProcess.Run("run", undisturbed.Study(Studies.Small("2, 3")), "--root", undisturbed.Root);
        using var disk = new BadDisk(root.Checkpoints, kilobytes);
        using var process = SweepProcess.Start("run", root.Study(Studies.Small("2, 3")), "--root", root.Root, "--slots", "2", "--isolation", isolation);

        var error = await process.Line(line => line.Contains("is paused"));
        await process.Line(line => line.Contains("interrupted"));
        using var paused = await SweepProcess.Run("status", "small-1", "--root", root.Root);
        disk.Mend();
        using var resumed = await SweepProcess.Run("resume", "small-1", "--root", root.Root);
        await process.Exit();

        Assert.Contains("could not be written", error);
        Assert.Contains("resume the sweep", error);
        Assert.Contains("paused", paused.Out);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.True(process.ExitCode == 0, process.Error);
        Assert.Equal(FinalLine.Of(calm), FinalLine.Of(process));
    }
}
