using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Actors found by a type as the key.</summary>
public interface IReadOnlyActorRegistry
{
    bool TryGet<TKey>(out IActorRef actor);

    /// <exception cref="MissingActorRegistryEntryException">None is registered.</exception>
    IActorRef Get<TKey>();

    /// <summary>Waits until one is registered.</summary>
    Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default);
}

/// <summary>Actors registered by a type as the key.</summary>
public interface IActorRegistry : IReadOnlyActorRegistry
{
    /// <exception cref="DuplicateActorRegistryException">The key is taken.</exception>
    void Register<TKey>(IActorRef actor, bool overwrite = false);

    bool TryRegister<TKey>(IActorRef actor, bool overwrite = false);
}

/// <summary>An actor that a service needs.</summary>
public interface IRequiredActor<TActor>
{
    /// <exception cref="MissingActorRegistryEntryException">It is not registered yet.</exception>
    IActorRef ActorRef { get; }

    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}

public class ActorRegistryException(string message) : Exception(message);

public sealed class DuplicateActorRegistryException(string message) : ActorRegistryException(message);

public sealed class MissingActorRegistryEntryException(string message) : ActorRegistryException(message);

public class ActorRegistry : IActorRegistry
{
    private readonly ConcurrentDictionary<Type, TaskCompletionSource<IActorRef>> _actors = new();

    public static ActorRegistry For(ActorSystem actorSystem) => ((ActorSystemImpl)actorSystem).Extension(_ => new ActorRegistry());

    public void Register<TKey>(IActorRef actor, bool overwrite = false)
    {
        if (!TryRegister<TKey>(actor, overwrite))
        {
            throw new DuplicateActorRegistryException(
                $"An actor for type {typeof(TKey)} has already been registered. Call `Register(IActorRef, bool overwrite=true)` or use a different key.");
        }
    }

    public bool TryRegister<TKey>(IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (Entry(typeof(TKey)).TrySetResult(actor))
        {
            return true;
        }

        if (overwrite)
        {
            var replaced = new TaskCompletionSource<IActorRef>();
            replaced.SetResult(actor);
            _actors[typeof(TKey)] = replaced;
        }

        return overwrite;
    }

    public bool TryGet<TKey>(out IActorRef actor)
    {
        var found = Entry(typeof(TKey)).Task;
        actor = found.IsCompletedSuccessfully ? found.Result : ActorRefs.Nobody;
        return found.IsCompletedSuccessfully;
    }

    public IActorRef Get<TKey>() => TryGet<TKey>(out var actor)
        ? actor
        : throw new MissingActorRegistryEntryException("No actor registered for key " + typeof(TKey));

    public Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default) => Entry(typeof(TKey)).Task.WaitAsync(ct);

    private TaskCompletionSource<IActorRef> Entry(Type key) =>
        _actors.GetOrAdd(key, _ => new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously));
}

public sealed class RequiredActor<TActor>(IReadOnlyActorRegistry registry) : IRequiredActor<TActor>
{
    public IActorRef ActorRef => registry.Get<TActor>();

    public Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) => registry.GetAsync<TActor>(cancellationToken);
}
