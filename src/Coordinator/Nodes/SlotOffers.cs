using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Nodes;

/// <summary>
/// Which sweep gets the next free slot: of those that want one, the one of highest priority, and among equals the one that has the fewest.
/// </summary>
public sealed class SlotOffers
{
    private readonly Dictionary<SweepId, int> priorities = [];
    private readonly HashSet<SweepId> willing = [];
    private readonly Dictionary<SlotId, SweepId> users = [];

    /// <param name="priority">Higher goes first.</param>
    public void Add(SweepId sweep, int priority) => priorities[sweep] = priority;

    public void Remove(SweepId sweep)
    {
        priorities.Remove(sweep);
        willing.Remove(sweep);
    }

    public void Willing(SweepId sweep)
    {
        if (priorities.ContainsKey(sweep))
        {
            willing.Add(sweep);
        }
    }

    public void Unwilling(SweepId sweep) => willing.Remove(sweep);

    public void Taken(SlotId slot, SweepId sweep) => users[slot] = sweep;

    public void Freed(SlotId slot) => users.Remove(slot);

    public void Forget(NodeId node)
    {
        foreach (var slot in users.Keys.Where(slot => slot.Node == node).ToList())
        {
            users.Remove(slot);
        }
    }

    /// <summary>The sweep to offer the next slot to; null when none wants one.</summary>
    public SweepId? Next()
    {
        var inUse = users.Values.CountBy(sweep => sweep).ToDictionary();
        return willing
            .OrderByDescending(sweep => priorities[sweep])
            .ThenBy(sweep => inUse.GetValueOrDefault(sweep))
            .ThenBy(sweep => sweep.Value, StringComparer.Ordinal)
            .Select(sweep => (SweepId?)sweep)
            .FirstOrDefault();
    }
}
