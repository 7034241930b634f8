using System.Globalization;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Display;

/// <summary>One event of a run as one line for people and for <c>grep</c>.</summary>
public static class EventLine
{
    public static string Of(RunEvent happened) => happened switch
    {
        RunEvent.Started started =>
            $"run {started.Run.Index} started on {started.Slot.Device}#{started.Slot.Number}{Again(started.Attempt)}: {started.Cell}",
        RunEvent.EpochEnded { Metrics: var epoch } ended => string.Create(
            CultureInfo.InvariantCulture,
            $"run {ended.Run.Index} epoch {epoch.Epoch}/{ended.Epochs} {Words.Figures(epoch.Metrics)} ({epoch.Seconds:0.00} s, "
                + $"{epoch.SamplesPerSecond:0} samples/s)"),
        RunEvent.Completed completed =>
            $"run {completed.Run.Index} completed: {completed.Epochs} epochs in {Words.Duration(TimeSpan.FromSeconds(completed.Seconds))}, "
                + $"{Words.Figures(completed.Metrics)}",
        RunEvent.Failed failed =>
            $"run {failed.Run.Index} failed{(failed.IsFinal ? "" : ", will be tried again")} ({Words.Reason(failed.Kind)}): {FirstLine(failed.Error)}",
        RunEvent.Interrupted interrupted =>
            $"run {interrupted.Run.Index} interrupted after epoch {interrupted.CheckpointEpoch}",
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Unknown event of a run."),
    };

    private static string Again(int attempt) => attempt > 1 ? $", attempt {attempt}" : "";

    private static string FirstLine(string error) => error.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? error[..end] : error;
}
