namespace Sweep.EndToEnd.Tests.Support;

/// <summary>How a study ends, in one process, whose epochs only wait: it lasts as long on a busy machine as on an idle one.</summary>
public sealed class WaitingSweep : IAsyncLifetime
{
    public const string Study = """
        name: waiting
        dataset: synthetic-digits
        model: noop
        epochs: 30
        objective: {metric: test_loss, goal: minimize}
        parameters:
          x: {values: [1, 2, 3, 4]}
          milliseconds: 100
        """;

    public FinalLine End { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using var root = new TemporaryRoot();
        using var process = await SweepProcess.Run("run", root.Study(Study), "--root", root.Root, "--slots", "4");
        Assert.True(process.ExitCode == 0, process.Error);
        End = FinalLine.Of(process);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
