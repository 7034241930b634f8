using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace Sweep.Coordinator.Wire;

/// <summary>Says which of the other processes cannot be reached, and when they can be again. Listens to what remoting publishes.</summary>
/// <remarks>Remoting itself says it at every attempt, once a second for each address of <c>--join</c> where nobody is.</remarks>
public sealed class OutageLog : ReceiveActor
{
    private readonly ILoggingAdapter log = Context.GetLogger();
    private readonly Outages outages = new();
    private readonly TimeProvider clock;
    private readonly long start;

    public OutageLog(TimeProvider clock)
    {
        (this.clock, start) = (clock, clock.GetTimestamp());
        Receive<AssociationErrorEvent>(Failed);
        Receive<AssociatedEvent>(Reached);
    }

    public static Props Props(TimeProvider clock) => Akka.Actor.Props.Create(() => new OutageLog(clock));

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<AssociationErrorEvent>(Self);
        Context.System.EventStream.Subscribe<AssociatedEvent>(Self);
    }

    private void Failed(AssociationErrorEvent failed)
    {
        switch (outages.Failed(Peer(failed), clock.GetElapsedTime(start)))
        {
            case { Ticks: 0 }:
                log.Warning("No connection to {Peer}, tried again until there is one: {Reason}", Peer(failed), Reason(failed));
                break;
            case { } length:
                log.Warning("No connection to {Peer} for {Minutes:F0} min: {Reason}", Peer(failed), length.TotalMinutes, Reason(failed));
                break;
            default:
                break;
        }
    }

    private void Reached(AssociatedEvent reached)
    {
        if (outages.Reached(Peer(reached), clock.GetElapsedTime(start)) is { } length)
        {
            log.Info("Connected to {Peer} after {Seconds:F0} s without", Peer(reached), length.TotalSeconds);
        }
    }

    private static string Peer(AssociationEvent happened) => $"{happened.RemoteAddress.Host}:{happened.RemoteAddress.Port}";

    private static string Reason(AssociationErrorEvent failed) => failed.Cause.GetBaseException().Message;
}
