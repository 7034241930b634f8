namespace Sweep.EndToEnd.Tests.Support;

/// <summary>How a study ends that one process runs undisturbed.</summary>
public abstract class UndisturbedSweep(string study, int slots) : IAsyncLifetime
{
    public FinalLine End { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using var root = new TemporaryRoot();
        using var process = await SweepProcess.Run("run", root.Study(study), "--root", root.Root, "--slots", $"{slots}");
        Assert.True(process.ExitCode == 0, process.Error);
        End = FinalLine.Of(process);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
