using System.Threading.Channels;
using Akka.Actor;

namespace Sweep.Coordinator.Tests.Support;

/// <summary>An actor that hands what it is told to the test. It may have a child, whose parent it then stands in for.</summary>
internal sealed class Probe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(object Message, IActorRef Sender)> heard = Channel.CreateUnbounded<(object, IActorRef)>();
    private readonly TaskCompletionSource<IActorRef> child = new();

    /// <param name="first">What the child finds in its mailbox when it begins.</param>
    public Probe(ActorSystem system, Props? childProps = null, params object[] first)
    {
        var (writer, begun) = (heard.Writer, child);
        Ref = system.ActorOf(Props.Create(() => new Recorder(writer, childProps, first, begun)));
    }

    public IActorRef Ref { get; }

    /// <summary>Who said what <see cref="Next"/> returned last.</summary>
    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    public Task<IActorRef> Child => child.Task.WaitAsync(Patience);

    /// <summary>The next message of that kind; what comes before it is passed over.</summary>
    public async Task<T> Next<T>(Func<T, bool>? condition = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var (message, sender) = await heard.Reader.ReadAsync(patience.Token);
            if (message is T wanted && (condition is null || condition(wanted)))
            {
                LastSender = sender;
                return wanted;
            }
        }
    }

    private sealed class Recorder : ReceiveActor
    {
        private readonly Props? childProps;
        private readonly object[] first;
        private readonly TaskCompletionSource<IActorRef> begun;

        public Recorder(ChannelWriter<(object, IActorRef)> heard, Props? childProps, object[] first, TaskCompletionSource<IActorRef> begun)
        {
            (this.childProps, this.first, this.begun) = (childProps, first, begun);
            ReceiveAny(message => heard.TryWrite((message, Sender)));
        }

        protected override void PreStart()
        {
            if (childProps is not null)
            {
                var child = Context.ActorOf(childProps);
                foreach (var message in first)
                {
                    child.Tell(message, Self);
                }

                begun.SetResult(child);
            }
        }
    }
}
