using Akka.Actor;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Devices;

/// <summary>
/// One slot of a device: trains one bundle at a time, on a thread of its own, and tells the node what the training says. The thread never
/// touches the actor: it sends messages.
/// </summary>
public sealed class DeviceActor : ReceiveActor
{
    private readonly SlotId slot;
    private readonly ITraining training;

    // Touched by the mailbox alone. Null when the slot is free.
    private Bundle? current;

    public DeviceActor(SlotId slot, ITraining training)
    {
        (this.slot, this.training) = (slot, training);
        Receive<AssignBundle>(Begin);
        Receive<StopRuns>(Stop);
        Receive<BundleEnded>(End);
    }

    public static Props Props(SlotId slot, ITraining training) => Akka.Actor.Props.Create(() => new DeviceActor(slot, training));

    protected override void PostStop() => current?.Stop.Cancel();

    private void Begin(AssignBundle assignment)
    {
        if (current is not null)
        {
            Context.Parent.Tell(new BundleDeclined(assignment.Bundle, assignment.Sweep, slot, $"The slot trains bundle {current.Id}."));
            return;
        }

        var (node, self, stop) = (Context.Parent, Self, new CancellationTokenSource());
        current = new Bundle(assignment.Bundle, stop);
        training.Begin(assignment, message => node.Tell(message), () => self.Tell(new BundleEnded(assignment.Bundle)), stop.Token);
    }

    // A bundle is one program: when one of its runs is to stop, all of it stops, and the others go on from their checkpoints.
    private void Stop(StopRuns request)
    {
        if (current is { } bundle && request.Leases.Any(lease => lease.Bundle == bundle.Id))
        {
            bundle.Stop.Cancel();
        }
    }

    private void End(BundleEnded ended)
    {
        if (current?.Id == ended.Bundle)
        {
            current.Stop.Dispose();
            current = null;
            Context.Parent.Tell(new SlotFreed(slot));
        }
    }

    private sealed record Bundle(BundleId Id, CancellationTokenSource Stop);

    private sealed record BundleEnded(BundleId Bundle);
}
