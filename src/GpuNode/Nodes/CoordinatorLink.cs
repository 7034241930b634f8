using System.Collections.Immutable;
using Akka.Actor;

namespace Sweep.GpuNode.Nodes;

/// <summary>
/// The way from a node to the coordinator: whatever is told goes to every place where the coordinator may be, and is heard where it is.
/// What is lost on the way, because there is none at the moment, a node says again anyway.
/// </summary>
public sealed class CoordinatorLink : ICanTell
{
    private readonly ImmutableArray<ActorSelection> places;

    /// <param name="paths">Of the coordinator at each of its places.</param>
    public CoordinatorLink(ActorSystem system, IEnumerable<string> paths) => places = [.. paths.Select(system.ActorSelection)];

    public void Tell(object message, IActorRef? sender)
    {
        foreach (var place in places)
        {
            place.Tell(message, sender);
        }
    }
}
