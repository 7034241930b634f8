using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Actors found by a type as the key.</summary>
public interface IReadOnlyActorRegistry
{
    /// <exception cref="MissingActorRegistryEntryException">None is registered.</exception>
    IActorRef Get<TKey>();
}

/// <summary>Actors registered by a type as the key.</summary>
public interface IActorRegistry : IReadOnlyActorRegistry
{
    /// <exception cref="DuplicateActorRegistryException">The key is taken.</exception>
    void Register<TKey>(IActorRef actor, bool overwrite = false);
}

public class ActorRegistryException(string message) : Exception(message);

public sealed class DuplicateActorRegistryException(string message) : ActorRegistryException(message);

public sealed class MissingActorRegistryEntryException(string message) : ActorRegistryException(message);

public class ActorRegistry : IActorRegistry
{
    private readonly ConcurrentDictionary<Type, IActorRef> _actors = new();

    public static ActorRegistry For(ActorSystem actorSystem) => ((ActorSystemImpl)actorSystem).Extension(_ => new ActorRegistry());

    public void Register<TKey>(IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (overwrite)
        {
            _actors[typeof(TKey)] = actor;
        }
        else if (!_actors.TryAdd(typeof(TKey), actor))
        {
            throw new DuplicateActorRegistryException(
                $"An actor for type {typeof(TKey)} has already been registered. Call `Register(IActorRef, bool overwrite=true)` or use a different key.");
        }
    }

    public IActorRef Get<TKey>() => _actors.TryGetValue(typeof(TKey), out var actor)
        ? actor
        : throw new MissingActorRegistryEntryException("No actor registered for key " + typeof(TKey));
}
