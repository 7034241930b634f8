using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Sweep.Messages.Protocol;

namespace Sweep.GpuNode.Nodes;

/// <summary>
/// A node's way to whichever coordinator is in charge: asks at every place where it may be, and sends on to the one that answered. The one that
/// registered through it hears of a change. What comes while none has answered is dropped, because a node says everything again until it is heard.
/// </summary>
/// <remarks>
/// It watches nobody and is watched by nobody. In Akka.Remote a watch that fails shuts the other system out until it restarts; without one, a
/// node that was frozen, or cut off for hours, is heard as soon as it speaks again.
/// </remarks>
public sealed class CoordinatorLink : ReceiveActor, IWithTimers
{
    /// <summary>Well within the lease of what the node trains. It does not slow down while nobody answers.</summary>
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    // Then any term is believed: a store that was restored from a backup counts on from an earlier one.
    private const int UnansweredUntilAnyTerm = 10;

    private readonly ILoggingAdapter log = Context.GetLogger();
    private readonly ImmutableArray<ICanTell> places;
    private readonly TimeSpan askEvery;

    // Touched by the mailbox alone.
    private IActorRef coordinator = ActorRefs.Nobody;
    private IActorRef node = ActorRefs.Nobody;
    private long term;
    private int unanswered;

    /// <param name="places">Where a coordinator may be, among them the one in charge.</param>
    public CoordinatorLink(ImmutableArray<ICanTell> places, TimeSpan askEvery)
    {
        (this.places, this.askEvery) = (places, askEvery);
        Receive<AskAround>(_ => Ask());
        Receive<CoordinatorFound>(Follow);
        Receive<RegisterNode>(registration =>
        {
            node = Sender;
            SendOn(registration);
        });
        ReceiveAny(SendOn);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ImmutableArray<ICanTell> places, TimeSpan askEvery) =>
        Akka.Actor.Props.Create(() => new CoordinatorLink(places, askEvery));

    protected override void PreStart() => Timers.StartPeriodicTimer("ask", new AskAround(), TimeSpan.Zero, askEvery);

    private void Ask()
    {
        if (unanswered++ == UnansweredUntilAnyTerm)
        {
            log.Warning("No coordinator has answered for {Silence}; training goes on, and what it reports is kept", UnansweredUntilAnyTerm * askEvery);
            term = 0;
        }

        foreach (var place in places)
        {
            place.Tell(new FindCoordinator(), Self);
        }
    }

    private void Follow(CoordinatorFound found)
    {
        if (found.Term < term)
        {
            return;
        }

        unanswered = 0;
        if (!Sender.Equals(coordinator))
        {
            log.Info("The coordinator in charge is {Coordinator}, term {Term}", Sender, found.Term);
            node.Tell(new RegisterAgain(), Sender);
        }

        (coordinator, term) = (Sender, found.Term);
    }

    private void SendOn(object message) => coordinator.Forward(message);

    private sealed record AskAround;
}
