using System.Threading.Channels;
using Akka.Actor;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Nodes;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Support;

/// <summary>A node with one slot, in which a training lasts until it is stopped, and what it says to its coordinator.</summary>
internal sealed class NodeUnderTest : IAsyncDisposable
{
    /// <summary>The one model that it has.</summary>
    public const string Model = "noop";

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ActorSystem system = ActorSystem.Create("node");
    private readonly Channel<object> heard = Channel.CreateUnbounded<object>();
    private readonly IActorRef coordinator;
    private readonly IActorRef node;

    private NodeUnderTest()
    {
        var said = heard.Writer;
        coordinator = system.ActorOf(Props.Create(() => new Listener(said)));
        var options = NodeOptions.Of("node-a", new DeviceSlots("cpu", 1)) with { Models = [Model] };
        node = system.ActorOf(NodeActor.Props(SomeBundle.Slot.Node, "x64", options, coordinator, new HeldTraining()));
    }

    /// <summary>A node that is registered.</summary>
    public static async Task<NodeUnderTest> StartAsync()
    {
        var started = new NodeUnderTest();
        await started.Heard<RegisterNode>();
        started.Tell(new NodeRegistered(TimeSpan.FromMinutes(10)));
        return started;
    }

    /// <summary>Says something as its coordinator.</summary>
    public void Tell(object message) => node.Tell(message, coordinator);

    /// <summary>Has it take a bundle. What it says until then is passed over.</summary>
    public async Task Assign(AssignBundle bundle)
    {
        Tell(bundle);
        Tell(bundle with { Bundle = new BundleId(Guid.NewGuid()), Slot = bundle.Slot with { Number = 99 } });
        await Heard<BundleDeclined>();
    }

    public Task<NodeDrained> Drain(string reason) => node.Ask<NodeDrained>(new DrainNode(reason), Limit);

    public async Task<T> Heard<T>() => (T)await Heard(message => message is T);

    /// <summary>What it says next of that kind; anything else is passed over.</summary>
    public async Task<object> Heard(Func<object, bool> matches)
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

    public async ValueTask DisposeAsync() => await system.Terminate().WaitAsync(Limit);

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
