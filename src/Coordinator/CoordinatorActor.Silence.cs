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
        var standings = registry.Nodes.ToDictionary(node => node, StandingOf);
        foreach (var node in registry.Expire(awake.Now()))
        {
            Leave(node, standings[node], "its lease expired");
        }
    }

    private Standing StandingOf(NodeId node) => new(registry.DrainReason(node) is not null, registry.IsDrained(node));

    private void Leave(NodeId node, Standing standing, string reason)
    {
        if (standing.IsDrained)
        {
            log.Info("Node {Node} was drained and has left", node);
        }
        else
        {
            log.Warning("Node {Node} is lost: {Reason}", node, reason);
            nodesLost++;
        }

        Forget(node, standing.IsDraining);
    }

    // A drained node has handed back what it trained, but what it said before that may have come after, and have given it a lease again.
    private void Forget(NodeId node, bool wasDraining)
    {
        foreach (var sweep in sweeps.Values)
        {
            sweep.Actor.Tell(new NodeLost(node, wasDraining));
        }

        files.Tell(new NodeLeft(node));
        nodes.Remove(node);
        turnedAway.RemoveWhere(away => away.Name == node.Name);
        offers.Forget(node);
        speeds.Forget(node);
    }

    /// <param name="IsDraining">It is offered nothing any more.</param>
    /// <param name="IsDrained">Nor does anything run there.</param>
    private readonly record struct Standing(bool IsDraining, bool IsDrained);
}
