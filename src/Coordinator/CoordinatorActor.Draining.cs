using Akka.Actor;
using Akka.Event;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator;

// What people see of nodes, and how nodes are taken out of use. Who began it, the node or its coordinator, the other hears of it with the next
// renewal at the latest.
public sealed partial class CoordinatorActor
{
    private void List() => Sender.Tell(
        new NodesListed(options.Holder ?? "local", storeError, storeFailures, nodesLost, registry.List(awake.Now())));

    private void Drain(DrainNamedNode request)
    {
        if (registry.Find(request.Name) is not { } node)
        {
            Sender.Tell(new NodeUnknown(request.Name, [.. registry.Nodes.Select(known => known.Name)]));
            return;
        }

        log.Info("Node {Node} is drained and gets no more bundles until it is started again: {Reason}", node, request.Reason);
        Sender.Tell(new NodeDraining(node, Drain(node, request.Reason)));
    }

    private void DrainFailing(NodeFailing failing)
    {
        if (crashes.AreOfRuns(failing.Node, failing.Runs ?? []))
        {
            log.Warning("Node {Node} is not drained: what crashed there crashes elsewhere too. {Reason}", failing.Node, failing.Reason);
        }
        else if (registry.DrainFailing(failing.Node, failing.Reason))
        {
            log.Error("Node {Node} is drained and gets no more bundles until it is started again: {Reason}", failing.Node, failing.Reason);
            Drain(failing.Node, failing.Reason);
        }
        else if (registry.DrainReason(failing.Node) is null)
        {
            log.Warning("Node {Node} would be drained if there were another: {Reason}", failing.Node, failing.Reason);
        }
    }

    private void AgreeOnDraining(RenewLeases renewal, string? known)
    {
        if (renewal.DrainReason is null && known is not null)
        {
            Drain(renewal.Node, known);
        }
        else if (renewal.DrainReason is { } reason && known is null)
        {
            log.Info("Node {Node} drains itself and gets no more bundles: {Reason}", renewal.Node, reason);
        }
    }

    private void Drained(NodeDrained drained)
    {
        if (registry.Drained(drained.Node))
        {
            log.Info("Node {Node} is drained: nothing runs there, and all that it reported is stored", drained.Node);
        }
    }

    /// <returns>Why it is drained: the first reason counts.</returns>
    private string Drain(NodeId node, string reason)
    {
        registry.Drain(node, reason);
        var first = registry.DrainReason(node)!;
        nodes[node].Tell(new DrainNode(first), Self);
        return first;
    }
}
