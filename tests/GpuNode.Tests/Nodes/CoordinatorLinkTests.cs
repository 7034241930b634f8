using System.Threading.Channels;
using Akka.Actor;
using Sweep.GpuNode.Nodes;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Protocol;

namespace Sweep.GpuNode.Tests.Nodes;

public sealed class CoordinatorLinkTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ActorSystem system = ActorSystem.Create("link");
    private readonly Place first;
    private readonly Place second;
    private readonly Place node;
    private IActorRef link;

    public CoordinatorLinkTests()
    {
        (first, second, node) = (new Place(system), new Place(system), new Place(system));
        link = Link(TimeSpan.FromMinutes(1));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await system.Terminate().WaitAsync(Limit);

    [Fact]
    public async Task It_asks_everywhere_and_sends_on_to_the_one_that_answers()
    {
        await first.Heard<FindCoordinator>();
        await second.Heard<FindCoordinator>();
        link.Tell(new CoordinatorFound(1), second.Ref);

        link.Tell(new SlotFreed(SomeBundle.Slot), node.Ref);

        Assert.Equal(node.Ref, await second.Heard<SlotFreed>());
        Assert.True(await first.HasNot<SlotFreed>());
    }

    [Fact]
    public async Task What_is_said_before_anyone_answers_is_dropped()
    {
        link.Tell(new RegisterAgain(), node.Ref);
        link.Tell(new CoordinatorFound(1), first.Ref);
        link.Tell(new SlotFreed(SomeBundle.Slot), node.Ref);

        await first.Heard<SlotFreed>();
        Assert.True(await first.HasNot<RegisterAgain>());
    }

    [Fact]
    public async Task It_follows_a_later_term_and_disbelieves_an_earlier_one()
    {
        link.Tell(new CoordinatorFound(7), first.Ref);
        link.Tell(new CoordinatorFound(8), second.Ref);
        link.Tell(new CoordinatorFound(7), first.Ref);

        link.Tell(new SlotFreed(SomeBundle.Slot), node.Ref);

        await second.Heard<SlotFreed>();
        Assert.True(await first.HasNot<SlotFreed>());
    }

    [Fact]
    public async Task A_node_is_asked_to_register_with_a_new_coordinator_at_once()
    {
        link.Tell(new CoordinatorFound(7), first.Ref);
        link.Tell(new RegisterNode(SomeBundle.Slot.Node, "x64", [], []), node.Ref);
        link.Tell(new ProbeStorage(SomeBundle.Slot.Node, null), first.Ref);

        link.Tell(new CoordinatorFound(8), second.Ref);

        Assert.Equal(second.Ref, await node.Heard<RegisterAgain>());
    }

    [Fact]
    public async Task A_coordinator_that_was_started_anew_in_its_term_is_followed()
    {
        link.Tell(new CoordinatorFound(7), first.Ref);
        link.Tell(new CoordinatorFound(7), second.Ref);

        link.Tell(new SlotFreed(SomeBundle.Slot), node.Ref);

        await second.Heard<SlotFreed>();
    }

    [Fact]
    public async Task After_long_silence_an_earlier_term_is_believed()
    {
        link = Link(TimeSpan.FromMilliseconds(20));
        link.Tell(new CoordinatorFound(7), first.Ref);
        link.Tell(new SlotFreed(SomeBundle.Slot), node.Ref);
        await first.Heard<SlotFreed>();

        // Silence counts from here on, as do questions: those before are none of it.
        Assert.True(await second.HasNot<SlotFreed>());
        for (var asked = 0; asked < 12; asked++)
        {
            await second.Heard<FindCoordinator>();
        }

        link.Tell(new CoordinatorFound(2), second.Ref);
        link.Tell(new SlotFreed(SomeBundle.Slot), node.Ref);

        await second.Heard<SlotFreed>();
    }

    private IActorRef Link(TimeSpan askEvery) => system.ActorOf(CoordinatorLink.Props([first.Ref, second.Ref], askEvery));

    /// <summary>Where a coordinator may be.</summary>
    private sealed class Place
    {
        private readonly Channel<(object Message, IActorRef Sender)> heard = Channel.CreateUnbounded<(object, IActorRef)>();

        public Place(ActorSystem system)
        {
            var said = heard.Writer;
            Ref = system.ActorOf(Props.Create(() => new Listener(said)));
        }

        public IActorRef Ref { get; }

        /// <returns>Who said it.</returns>
        public async Task<IActorRef> Heard<T>()
        {
            using var limit = new CancellationTokenSource(Limit);
            while (true)
            {
                if (await heard.Reader.ReadAsync(limit.Token) is { Message: T } said)
                {
                    return said.Sender;
                }
            }
        }

        /// <summary>Whether nothing of the kind has come until now.</summary>
        public async Task<bool> HasNot<T>()
        {
            Ref.Tell(new Marker(), ActorRefs.NoSender);
            while (await heard.Reader.ReadAsync() is var (message, _) && message is not Marker)
            {
                if (message is T)
                {
                    return false;
                }
            }

            return true;
        }
    }

    private sealed record Marker;

    private sealed class Listener : ReceiveActor
    {
        public Listener(ChannelWriter<(object, IActorRef)> said) => ReceiveAny(message => said.TryWrite((message, Sender)));
    }
}
