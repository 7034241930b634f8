using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Checkpoints;

/// <summary>Where a run's checkpoints lie below the root of checkpoints.</summary>
public static class CheckpointFolder
{
    private const string Fresh = "fresh";

    /// <summary>The place that all sweeps share, so that a run goes on from what an earlier sweep left: <c>3f/3fa2…</c>.</summary>
    public static string Of(RunKey key)
    {
        var digits = key.ToString();
        return Path.Combine(digits[..2], digits);
    }

    /// <summary>The shared place, or for a fresh run one of its sweep's own: <c>fresh/quickstart-3/3f/3fa2…</c>.</summary>
    public static string Of(AssignedRun run) => run.Fresh ? Of(run.Spec.Key, run.Spec.Id.Sweep) : Of(run.Spec.Key);

    /// <summary>The place that a sweep has for itself when it trains everything afresh.</summary>
    public static string Of(RunKey key, SweepId sweep) => Path.Combine(Fresh, Uri.EscapeDataString(sweep.Value), Of(key));

    /// <summary>
    /// Wherever checkpoints of a run may lie, first where the sweep that asks has its own: equal keys are equal results, whoever trained.
    /// </summary>
    /// <param name="root">The folder of all checkpoints.</param>
    public static IEnumerable<string> All(string root, RunKey key, SweepId asking)
    {
        var sweeps = Path.Combine(root, Fresh);
        IEnumerable<string> fresh = Directory.Exists(sweeps)
            ? Directory.EnumerateDirectories(sweeps).Select(sweep => Path.GetFileName(sweep)).Order(StringComparer.Ordinal)
            : [];
        var own = Uri.EscapeDataString(asking.Value);
        return fresh.Where(sweep => sweep != own).Select(sweep => Path.Combine(Fresh, sweep, Of(key)))
            .Prepend(Of(key)).Prepend(Path.Combine(Fresh, own, Of(key)));
    }
}
