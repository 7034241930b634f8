namespace Sweep.EndToEnd.Tests.Support;

/// <summary>How a study ends that one process runs undisturbed.</summary>
public sealed class CalmSweep : IAsyncLifetime
{
    /// <summary>Long enough that something can happen meanwhile.</summary>
    public static string Study => Studies.Small("4, 5").Replace("epochs: 6", "epochs: 40");

    public FinalLine End { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using var root = new TemporaryRoot();
        using var process = await SweepProcess.Run("run", root.Study(Study), "--root", root.Root, "--slots", "2");
        Assert.True(process.ExitCode == 0, process.Error);
        End = FinalLine.Of(process);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
