using Sweep.Messages.Progress;

namespace Sweep.Cli.Display;

/// <summary>The last line of <c>run</c>, <c>watch</c> and <c>verify</c>: programs read it, so its shape is fixed.</summary>
public static class FinalLine
{
    public static string Of(SweepStatus status)
    {
        var outcome = status.Phase == SweepPhase.Active ? "interrupted" : Words.Phase(status.Phase);
        var runs = status.Runs;
        return $"sweep {status.Id} {outcome}: {runs.Total} runs, {runs.Completed} completed, {runs.Failed} failed, {runs.Cancelled} cancelled; "
            + $"best {Words.Best(status.Best)}; digest {status.Digest ?? "none"}";
    }
}
