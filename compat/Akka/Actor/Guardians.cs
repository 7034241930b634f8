namespace Akka.Actor;

/// <summary>The parent of all that is made from outside.</summary>
internal sealed class Guardian : ActorBase
{
    protected override bool Receive(object message) => false;
}

/// <summary>The root: when the user guardian has stopped, the system stops.</summary>
internal sealed class RootGuardian : ReceiveActor
{
    private Guard? _guard;

    public RootGuardian()
    {
        Receive<Guard>(guard =>
        {
            _guard = guard;
            Context.Watch(guard.User);
        });
        Receive<Terminated>(stopped =>
        {
            if (stopped.ActorRef.Equals(_guard?.User))
            {
                Context.Watch(_guard!.System);
                Context.Stop(_guard.System);
            }
            else
            {
                Context.Stop(Self);
            }
        });
    }

    protected override SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.StoppingStrategy;

    public sealed record Guard(IActorRef User, IActorRef System);
}
