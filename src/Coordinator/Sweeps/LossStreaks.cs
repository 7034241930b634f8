using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// How often in a row each open run has lost its node in training, without an epoch in between that it had not reached before: it may be what takes them
/// down, where a lack of memory ends a whole node. From some losses on it is a suspect, which goes after all other runs and to a node where its
/// sweep trains nothing else. Pure.
/// </summary>
/// <remarks>Held in memory: after a change of the coordinator it is counted anew.</remarks>
public sealed class LossStreaks
{
    /// <summary>From so many losses in a row on a run is a suspect. What trains beside the cause is lost with it, but gets on when it is alone.</summary>
    public const int Suspicious = 3;

    // Of runs that were begun and have not ended.
    private readonly Dictionary<int, Streak> streaks = [];

    /// <summary>The node that trained it is lost, and was not about to be drained.</summary>
    /// <returns>How often in a row that has happened.</returns>
    public int Lose(int run)
    {
        var streak = streaks.GetValueOrDefault(run);
        streaks[run] = streak with { Losses = streak.Losses + 1 };
        return streak.Losses + 1;
    }

    /// <summary>It has trained an epoch.</summary>
    public void Reach(int run, int epoch)
    {
        if (epoch > streaks.GetValueOrDefault(run).Epoch)
        {
            streaks[run] = new Streak(0, epoch);
        }
    }

    /// <summary>The run has ended.</summary>
    public void Leave(int run) => streaks.Remove(run);

    public bool IsSuspect(int run) => streaks.GetValueOrDefault(run).Losses >= Suspicious;

    /// <summary>Whether a run rather waits than begins in that slot: it, or what trains on that node, is a suspect.</summary>
    /// <param name="leases">What the sweep trains.</param>
    public bool Waits(int run, SlotId slot, IEnumerable<Lease> leases) =>
        leases.Any(lease => lease.Slot.Node == slot.Node && (IsSuspect(run) || IsSuspect(lease.Run.Index)));

    private readonly record struct Streak(int Losses, int Epoch);
}
