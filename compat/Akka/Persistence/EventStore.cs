namespace Akka.Persistence;

/// <summary>An event as it is stored; <see cref="Payload"/> is null where the store keeps objects.</summary>
internal sealed record StoredEvent(string PersistenceId, long SequenceNr, object? Event, byte[]? Payload, int Identifier, string Manifest);

/// <summary>Stores events of all persistent actors of a system; any thread.</summary>
internal interface IEventStore : IDisposable
{
    /// <summary>Makes an event ready to be stored.</summary>
    /// <exception cref="Exception">It cannot be serialized: the event is rejected.</exception>
    StoredEvent Prepare(string persistenceId, long sequenceNr, object @event);

    /// <summary>Carries out an operation after all that were submitted before.</summary>
    void Submit(StoreOperation operation);

    /// <summary>Reads events in order and hands them over in batches; returns the highest sequence number ever stored.</summary>
    Task<long> Replay(string persistenceId, Func<IReadOnlyList<StoredEvent>, Task> batch, CancellationToken cancel);

    /// <summary>The event of a row; throws where it cannot be deserialized.</summary>
    object Restore(StoredEvent stored);
}

/// <summary>What a store can be asked to carry out inside a transaction.</summary>
internal interface IStoreSession
{
    void Append(StoredEvent stored);
}

/// <summary>Something to be carried out wholly or not at all; <paramref name="completed"/> gets null, or why it failed.</summary>
internal abstract class StoreOperation(Action<Exception?> completed)
{
    /// <summary>How many rows, roughly, it writes.</summary>
    public virtual int Weight => 1;

    /// <summary>Why it must not be carried out any more.</summary>
    public virtual Exception? Obstacle => null;

    public abstract void Apply(IStoreSession session);

    public virtual void Complete(Exception? failure) => completed(failure);

    /// <summary>Events of one actor; once one write failed, none that it had submitted after it is carried out.</summary>
    internal sealed class Append(EventWriter writer, IReadOnlyList<StoredEvent> events, Action<Exception?> completed) : StoreOperation(completed)
    {
        public override int Weight => events.Count;

        public override Exception? Obstacle => writer.Failure;

        public override void Apply(IStoreSession session)
        {
            foreach (var stored in events)
            {
                session.Append(stored);
            }
        }

        public override void Complete(Exception? failure)
        {
            writer.Failure ??= failure;
            base.Complete(failure);
        }
    }

    /// <summary>Completes when all that was submitted before has.</summary>
    internal sealed class Barrier(TaskCompletionSource reached) : StoreOperation(_ => reached.TrySetResult())
    {
        public override void Apply(IStoreSession session)
        {
        }
    }
}

/// <summary>One incarnation of a persistent actor as the store sees it; touched by the store alone.</summary>
internal sealed class EventWriter
{
    public Exception? Failure { get; set; }
}

/// <summary>Which store a system uses; memory by default.</summary>
internal sealed record PersistencePlugins
{
    public Func<Actor.ActorSystemImpl, IEventStore> Store { get; init; } = _ => new MemoryStore();
}

/// <summary>The store of a system, opened by the first persistent actor.</summary>
internal sealed class PersistenceExtension(IEventStore store)
{
    public IEventStore Store { get; } = store;

    public static PersistenceExtension Get(Actor.ActorSystemImpl system) => system.Extension(extended =>
    {
        var store = system.Settings.Plugins.Store(system);
        system.RegisterOnTermination(store.Dispose);
        return new PersistenceExtension(store);
    });
}
