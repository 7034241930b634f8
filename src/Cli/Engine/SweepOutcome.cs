using Sweep.Cli.Display;
using Sweep.Cli.Output;
using Sweep.Coordinator.Results;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Engine;

/// <summary>Says how a sweep ended: on standard output, and by the exit code.</summary>
public sealed class SweepOutcome(Terminal terminal, OutputFormat format, SuggestedCommands commands)
{
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
        terminal.Error.WriteLine($"sweep: results: {commands.Results(status.Id)}");
        StatusOutput.Write(terminal, format, status, FinalLine.Of(status));
        return status.Runs.Completed == status.Runs.Total ? ExitCode.Success : ExitCode.RunsFailed;
    }

    private int Interrupted(SweepStatus status)
    {
        terminal.Error.WriteLine($"sweep: go on with: {commands.Resume(status.Id)}");
        StatusOutput.Write(terminal, format, status, FinalLine.OfInterrupted(status));
        return ExitCode.Interrupted;
    }

    /// <summary>The process that ran it ends, so nothing of it runs any more.</summary>
    private static SweepStatus AtRest(SweepStatus status) =>
        status with { Runs = status.Runs with { Waiting = status.Runs.Waiting + status.Runs.Running, Running = 0 } };
}
