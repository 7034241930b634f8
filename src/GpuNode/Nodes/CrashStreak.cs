using System.Collections.Immutable;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Nodes;

/// <summary>
/// Counts the bundles that crashed one after the other, of whatever sweeps: many in a row may be the fault of the node, and not of the runs. What
/// was stopped, or ran out of memory, or cannot be trained at all says nothing either way.
/// </summary>
/// <param name="limit">When so many have crashed that is said, and they are counted anew.</param>
public sealed class CrashStreak(int limit = 5)
{
    private readonly HashSet<RunId> runs = [];
    private int crashed;
    private BundleId last;

    /// <summary>Takes note of the end of one run of a bundle.</summary>
    /// <returns>Why the node seems to be failing, with this crash; null when it does not.</returns>
    public Streak? Note(BundleId bundle, RunId run, RunOutcome outcome)
    {
        switch (outcome)
        {
            case RunOutcome.Completed or RunOutcome.Failed { Kind: FailureKind.Diverged }:
                BeginAnew();
                return null;
            case RunOutcome.Failed { Kind: FailureKind.Crashed } failed:
                runs.Add(run);
                if (bundle == last)
                {
                    return null;
                }

                (crashed, last) = (crashed + 1, bundle);
                return crashed < limit ? null : End(failed.Error);
            default:
                return null;
        }
    }

    private Streak End(string error)
    {
        var streak = new Streak($"{crashed} bundles in a row crashed here, the last one like this: {error}", [.. runs]);
        BeginAnew();
        return streak;
    }

    private void BeginAnew()
    {
        crashed = 0;
        runs.Clear();
    }
}

/// <summary>Bundles that crashed on one node, one after the other.</summary>
/// <param name="Runs">Those of them that crashed.</param>
public sealed record Streak(string Reason, ImmutableArray<RunId> Runs);
