using Sweep.Messages.Progress;

namespace Sweep.Cli.Display;

/// <summary>The last line of <c>run</c>, <c>watch</c> and <c>verify</c>: programs read it, so its shape is fixed.</summary>
public static class FinalLine
{
    public static string Of(SweepStatus status) => Line(status, Words.Phase(status.Phase));

    /// <summary>Of a sweep on which nobody works any more, because the command that did was interrupted.</summary>
    public static string OfInterrupted(SweepStatus status) => Line(status, status.Phase == SweepPhase.Active ? "interrupted" : Words.Phase(status.Phase));

    private static string Line(SweepStatus status, string outcome)
    {
        var runs = status.Runs;
        return $"sweep {status.Id} {outcome}: {runs.Total} runs, {runs.Completed} completed, {runs.Failed} failed, {runs.Cancelled} cancelled; "
            + $"best {Words.Best(status.Best)}; digest {status.Digest ?? "none"}";
    }
}
