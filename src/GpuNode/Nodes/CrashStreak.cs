using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Nodes;

/// <summary>
/// Counts the bundles that crashed one after the other, of whatever sweeps: many in a row are the fault of the node, not of the runs. What
/// was stopped, or ran out of memory, or cannot be trained at all says nothing either way.
/// </summary>
/// <param name="limit">From this many on the node is failing.</param>
public sealed class CrashStreak(int limit = 5)
{
    private int crashed;
    private BundleId last;

    /// <summary>Takes note of the end of one run of a bundle.</summary>
    /// <returns>Why the node is failing, with this crash; null when it is not.</returns>
    public string? Note(BundleId bundle, RunOutcome outcome)
    {
        switch (outcome)
        {
            case RunOutcome.Completed or RunOutcome.Failed { Kind: FailureKind.Diverged }:
                crashed = 0;
                return null;
            case RunOutcome.Failed { Kind: FailureKind.Crashed } failed when bundle != last:
                (crashed, last) = (crashed + 1, bundle);
                return crashed >= limit ? $"{crashed} bundles in a row crashed here, the last one like this: {failed.Error}" : null;
            default:
                return null;
        }
    }
}
