using Sweep.Cli.Display;
using Sweep.Cli.Output;
using Sweep.Cli.Sources;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Engine;

/// <summary>Asks whoever works on a root to pause, resume or cancel a sweep, and waits until that has happened.</summary>
public static class SweepRequests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <param name="busy">Who works on the root; null where that is not known.</param>
    public static async Task<int> AskAsync(
        Terminal terminal, OutputFormat format, ISweepSource sweeps, SweepId sweep, RequestKind kind, RootInUseException? busy)
    {
        await sweeps.RequestAsync(sweep.Value, kind);
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(patience.Token))
            {
                var status = await sweeps.StatusAsync(sweep.Value);
                if (IsDone(status.Phase, kind))
                {
                    var line = $"sweep {sweep} is {Words.Phase(status.Phase)}{(busy?.Holder is { } holder ? $" ({holder} works on it)" : "")}";
                    StatusOutput.Write(terminal, format, status, line);
                    return ExitCode.Success;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Said below.
        }

        throw CommandFailed.Infrastructure(
            $"the request is noted, but nothing came of it within {Patience.TotalSeconds} s"
            + (busy is null ? "; is a coordinator at work on it?" : $": {busy.Message}"));
    }

    private static bool IsDone(SweepPhase phase, RequestKind kind) => kind switch
    {
        RequestKind.Cancel => phase is SweepPhase.Cancelled or SweepPhase.Completed,
        RequestKind.Pause => phase != SweepPhase.Active,
        RequestKind.Resume => phase != SweepPhase.Paused,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown request."),
    };
}
