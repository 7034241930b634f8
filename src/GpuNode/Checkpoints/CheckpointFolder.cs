using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Checkpoints;

/// <summary>Where a run's checkpoints lie below the root of checkpoints.</summary>
public static class CheckpointFolder
{
    /// <summary>The place that all sweeps share, so that a run goes on from what an earlier sweep left: <c>3f/3fa2…</c>.</summary>
    public static string Of(RunKey key)
    {
        var digits = key.ToString();
        return Path.Combine(digits[..2], digits);
    }

    /// <summary>The shared place, or for a fresh run one of its sweep's own: <c>fresh/quickstart-3/3f/3fa2…</c>.</summary>
    public static string Of(AssignedRun run) => run.Fresh
        ? Path.Combine("fresh", Uri.EscapeDataString(run.Spec.Id.Sweep.Value), Of(run.Spec.Key))
        : Of(run.Spec.Key);
}
