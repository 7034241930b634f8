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

    // Sweeps that have runs, but none for a slot of that node now.
    private readonly HashSet<(SweepId Sweep, NodeId Node)> passed = [];

    /// <summary>Whether some sweep wants a slot.</summary>
    public bool AreWanted => willing.Count > 0;

    /// <param name="priority">Higher goes first.</param>
    public void Add(SweepId sweep, int priority) => priorities[sweep] = priority;

    public void Remove(SweepId sweep)
    {
        priorities.Remove(sweep);
        willing.Remove(sweep);
        passed.RemoveWhere(pass => pass.Sweep == sweep);
    }

    public void Willing(SweepId sweep)
    {
        passed.RemoveWhere(pass => pass.Sweep == sweep);
        if (priorities.ContainsKey(sweep))
        {
            willing.Add(sweep);
        }
    }

    public void Unwilling(SweepId sweep) => willing.Remove(sweep);

    /// <summary>
    /// The sweep gives the slot back, and wants none of that node until it wants slots again or one there that was in use becomes free: what is
    /// only handed back is no news to others that passed it, which would else pass it to each other for ever.
    /// </summary>
    public void Pass(SweepId sweep, SlotId slot)
    {
        users.Remove(slot);
        if (priorities.ContainsKey(sweep))
        {
            passed.Add((sweep, slot.Node));
        }
    }

    public void Taken(SlotId slot, SweepId sweep) => users[slot] = sweep;

    public void Freed(SlotId slot)
    {
        users.Remove(slot);
        passed.RemoveWhere(pass => pass.Node == slot.Node);
    }

    public void Forget(NodeId node)
    {
        passed.RemoveWhere(pass => pass.Node == node);
        foreach (var slot in users.Keys.Where(slot => slot.Node == node).ToList())
        {
            users.Remove(slot);
        }
    }

    /// <summary>The sweep to offer a slot of that node to; null when none wants one.</summary>
    /// <param name="fits">Whether the node can train what the sweep has; null where every node can.</param>
    public SweepId? Next(NodeId node, Func<SweepId, bool>? fits = null)
    {
        var inUse = users.Values.CountBy(sweep => sweep).ToDictionary();
        return willing
            .Where(sweep => !passed.Contains((sweep, node)) && fits?.Invoke(sweep) != false)
            .OrderByDescending(sweep => priorities[sweep])
            .ThenBy(sweep => inUse.GetValueOrDefault(sweep))
            .ThenBy(sweep => sweep.Value, StringComparer.Ordinal)
            .Select(sweep => (SweepId?)sweep)
            .FirstOrDefault();
    }
}
