using Akka.Actor;
using Akka.Event;
using Sweep.Coordinator.Sweeps;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator;

// How nodes go: nobody watches them, their leases end. So a node that was only cut off or frozen comes back as if nothing had been, and goes on
// with what it trains where no other has begun it meanwhile.
public sealed partial class CoordinatorActor
{
    private const int ChecksPerLease = 8;

    private void CheckSilence()
    {
        var drained = registry.Nodes.Where(registry.IsDrained).ToHashSet();
        foreach (var node in registry.Expire(awake.Now()))
        {
            Leave(node, drained.Contains(node), "its lease expired");
        }
    }

    private void Leave(NodeId node, bool wasDrained, string reason)
    {
        if (wasDrained)
        {
            log.Info("Node {Node} was drained and has left", node);
        }
        else
        {
            log.Warning("Node {Node} is lost: {Reason}", node, reason);
            nodesLost++;
        }

        Forget(node);
    }

    // A drained node has handed back what it trained, but what it said before that may have come after, and have given it a lease again.
    private void Forget(NodeId node)
    {
        foreach (var sweep in sweeps.Values)
        {
            sweep.Actor.Tell(new NodeLost(node));
        }

        files.Tell(new NodeLeft(node));
        nodes.Remove(node);
        turnedAway.RemoveWhere(away => away.Name == node.Name);
        offers.Forget(node);
        speeds.Forget(node);
    }
}
