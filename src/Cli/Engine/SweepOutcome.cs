using Sweep.Cli.Commands;
using Sweep.Cli.Display;
using Sweep.Cli.Output;
using Sweep.Coordinator.Results;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Engine;

/// <summary>Says how a sweep ended: on standard output, and by the exit code.</summary>
/// <param name="root">As given, for the commands that are suggested.</param>
public sealed class SweepOutcome(Terminal terminal, OutputFormat format, string root)
{
    /// <summary>As it was typed, so that what is suggested can be typed too.</summary>
    private static string Command => Environment.GetEnvironmentVariable("SWEEP_COMMAND") is { Length: > 0 } command ? command : "sweep";

    /// <summary>Waits for the end or the interruption, gives the terminal back, then says what became of it.</summary>
    /// <param name="row">Finds the sweep that was interrupted.</param>
    public async Task<int> OfAsync(SweepSession session, Task<SweepStatus?> ending, Func<SweepRow> row)
    {
        var ended = await ending;
        var status = ended ?? AtRest(session.Store.Status(row()));
        session.Show(status);
        await session.DisposeAsync();
        return ended is null ? Interrupted(status) : Ended(status);
    }

    public int Ended(SweepStatus status)
    {
        terminal.Error.WriteLine($"sweep: results: {Command} results {status.Id}{RootOption()}");
        Write(status);
        return status.Runs.Completed == status.Runs.Total ? ExitCode.Success : ExitCode.RunsFailed;
    }

    private int Interrupted(SweepStatus status)
    {
        terminal.Error.WriteLine($"sweep: go on with: {Command} resume {status.Id}{RootOption()}");
        Write(status);
        return ExitCode.Interrupted;
    }

    /// <summary>The process that ran it ends, so nothing of it runs any more.</summary>
    private static SweepStatus AtRest(SweepStatus status) =>
        status with { Runs = status.Runs with { Waiting = status.Runs.Waiting + status.Runs.Running, Running = 0 } };

    private string RootOption() => root == "./sweep-data" ? "" : $" --root {(root.Contains(' ') ? $"'{root}'" : root)}";

    private void Write(SweepStatus status) => StatusOutput.Write(terminal, format, status, FinalLine.Of(status));
}
