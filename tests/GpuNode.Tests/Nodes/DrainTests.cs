using System.Threading.Channels;
using Akka.Actor;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Nodes;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Nodes;

public sealed class DrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ActorSystem system = ActorSystem.Create("drain");
    private readonly Channel<object> heard = Channel.CreateUnbounded<object>();
    private readonly HeldTraining training = new();
    private readonly IActorRef coordinator;
    private readonly IActorRef node;

    public DrainTests()
    {
        var said = heard.Writer;
        coordinator = system.ActorOf(Props.Create(() => new Listener(said)));
        node = system.ActorOf(NodeActor.Props(SomeBundle.Slot.Node, "x64", NodeOptions.Of("node-a", new DeviceSlots("cpu", 1)), coordinator, training));
    }

    public async Task InitializeAsync()
    {
        await Heard<RegisterNode>();
        node.Tell(new NodeRegistered(TimeSpan.FromMinutes(10)), coordinator);
    }

    public async Task DisposeAsync() => await system.Terminate().WaitAsync(Limit);

    [Fact]
    public async Task A_node_that_drains_by_itself_says_so_before_its_slot_gets_free()
    {
        node.Tell(SomeBundle.Assignment(), coordinator);
        await Heard<BundleAccepted>();

        var drained = node.Ask<NodeDrained>(new DrainNode("SIGTERM"), Limit);

        // What it says next about itself: the stopped training has freed the slot only after that.
        var first = await Heard(message => message is RenewLeases or SlotFreed);
        Assert.Equal("SIGTERM", Assert.IsType<RenewLeases>(first).DrainReason);
        var batch = await Heard<ReportBatch>();
        await Heard<SlotFreed>();
        Assert.False(drained.IsCompleted);
        node.Tell(new ReportsStored(batch.Sweep, batch.Sequence), coordinator);
        Assert.Equal(SomeBundle.Slot.Node, (await drained).Node);
        Assert.Equal(SomeBundle.Slot.Node, (await Heard<NodeDrained>()).Node);
    }

    [Fact]
    public async Task A_node_that_drains_tells_a_new_coordinator_with_its_registration()
    {
        await node.Ask<NodeDrained>(new DrainNode("SIGTERM"), Limit);

        node.Tell(new RegisterAgain(), coordinator);

        Assert.Equal("SIGTERM", (await Heard<RegisterNode>()).DrainReason);
    }

    [Fact]
    public async Task Whoever_drains_a_node_that_is_drained_already_is_answered()
    {
        await node.Ask<NodeDrained>(new DrainNode("for repair"), Limit);

        await node.Ask<NodeDrained>(new DrainNode("SIGTERM"), Limit);
    }

    private Task<T> Heard<T>() => Heard(message => message is T).ContinueWith(heard => (T)heard.Result, TaskScheduler.Default);

    private async Task<object> Heard(Func<object, bool> matches)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var message = await heard.Reader.ReadAsync(limit.Token);
            if (matches(message))
            {
                return message;
            }
        }
    }

    /// <summary>Stands for the coordinator.</summary>
    private sealed class Listener : ReceiveActor
    {
        public Listener(ChannelWriter<object> said) => ReceiveAny(message => said.TryWrite(message));
    }

    /// <summary>Trains until it is stopped.</summary>
    private sealed class HeldTraining : ITraining
    {
        public void Begin(AssignBundle assignment, Action<object> tell, Action ended, CancellationToken stop) => stop.Register(() =>
        {
            tell(SomeBundle.Ended(new RunOutcome.Interrupted(1)));
            ended();
        });

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
