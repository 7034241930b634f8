namespace Akka.Persistence;

/// <summary>Keeps events as objects for as long as the system lives.</summary>
internal sealed class MemoryStore : IEventStore, IStoreSession
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedList<long, StoredEvent>> _events = new(StringComparer.Ordinal);

    public StoredEvent Prepare(string persistenceId, long sequenceNr, object @event) => new(persistenceId, sequenceNr, @event, null, 0, string.Empty);

    public object Restore(StoredEvent stored) => stored.Event!;

    public void Submit(StoreOperation operation)
    {
        Exception? failure;
        lock (_lock)
        {
            failure = operation.Obstacle;
            if (failure is null)
            {
                operation.Apply(this);
            }
        }

        operation.Complete(failure);
    }

    public async Task<long> Replay(string persistenceId, Func<IReadOnlyList<StoredEvent>, Task> batch, CancellationToken cancel)
    {
        List<StoredEvent> found;
        lock (_lock)
        {
            found = _events.TryGetValue(persistenceId, out var events) ? [.. events.Values] : [];
        }

        if (found.Count == 0)
        {
            return 0;
        }

        await batch(found).ConfigureAwait(false);
        return found[^1].SequenceNr;
    }

    public void Append(StoredEvent stored)
    {
        if (!_events.TryGetValue(stored.PersistenceId, out var events))
        {
            _events.Add(stored.PersistenceId, events = []);
        }

        events.Add(stored.SequenceNr, stored);
    }

    public void Dispose()
    {
    }
}
