using Akka.Remote;

namespace Akka.Actor;

/// <summary>Whoever has a path at the time of sending, here or in another system; nobody need be there.</summary>
public class ActorSelection : ICanTell
{
    private readonly ActorSystemImpl _system;
    private readonly string _path;

    internal ActorSelection(ActorSystemImpl system, string path)
    {
        (_system, _path) = (system, path);
        if (system.Remoting is null)
        {
            throw new NotSupportedException("A selection leads to another system: configure this one with WithRemoting");
        }
    }

    public void Tell(object message, IActorRef? sender = null) =>
        (_system.Remoting!.Resolve(_system.Remoting.Address, new ActorAddress(_path, 0)) ?? _system.DeadLetters).Tell(message, sender);
}
