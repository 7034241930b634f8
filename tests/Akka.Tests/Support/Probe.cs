using System.Threading.Channels;
using Akka.Actor;

namespace Sweep.Akka.Tests.Support;

/// <summary>An actor that hands what it receives to the test.</summary>
internal sealed class Probe
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<(object Message, IActorRef Sender)> _received = Channel.CreateUnbounded<(object, IActorRef)>();

    public Probe(ActorSystem system)
    {
        var writer = _received.Writer;
        Ref = system.ActorOf(Props.Create(() => new Recorder(writer)));
    }

    public IActorRef Ref { get; }

    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    /// <summary>The next message, whatever it is.</summary>
    public async Task<object> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        var (message, sender) = await _received.Reader.ReadAsync(patience.Token);
        LastSender = sender;
        return message;
    }

    public async Task<T> Next<T>() => Assert.IsAssignableFrom<T>(await Next());

    public async Task Expect(params object[] messages)
    {
        foreach (var message in messages)
        {
            Assert.Equal(message, await Next());
        }
    }

    /// <summary>Passes when nothing but this marker, sent now, is in the mailbox.</summary>
    public async Task ExpectNothingMore()
    {
        var marker = new object();
        Ref.Tell(marker, ActorRefs.NoSender);
        Assert.Same(marker, await Next());
    }

    /// <summary>Lets the probe watch an actor; its Terminated comes as a message.</summary>
    public void Watch(IActorRef subject) => Ref.Tell(new Recorder.DoWatch(subject), ActorRefs.NoSender);

    public void Unwatch(IActorRef subject) => Ref.Tell(new Recorder.DoUnwatch(subject), ActorRefs.NoSender);

    private sealed class Recorder : ReceiveActor
    {
        public Recorder(ChannelWriter<(object, IActorRef)> received)
        {
            Receive<DoWatch>(watch => Context.Watch(watch.Subject));
            Receive<DoUnwatch>(unwatch => Context.Unwatch(unwatch.Subject));
            ReceiveAny(message => received.TryWrite((message, Sender)));
        }

        public sealed record DoWatch(IActorRef Subject);

        public sealed record DoUnwatch(IActorRef Subject);
    }
}
