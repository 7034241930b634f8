namespace Akka.Persistence;

/// <summary>Keeps events and snapshots as objects for as long as the system lives.</summary>
internal sealed class MemoryStore : IEventStore, IStoreSession
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedList<long, StoredEvent>> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _highest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SnapshotOffer>> _snapshots = new(StringComparer.Ordinal);

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

    public async Task<long> Replay(
        string persistenceId, long from, long to, long max, Func<IReadOnlyList<StoredEvent>, Task> batch, CancellationToken cancel)
    {
        List<StoredEvent> found;
        long highest;
        lock (_lock)
        {
            highest = _highest.GetValueOrDefault(persistenceId);
            found = _events.TryGetValue(persistenceId, out var events)
                ? [.. events.Values.Where(e => e.SequenceNr >= from && e.SequenceNr <= to).Take((int)Math.Min(max, int.MaxValue))]
                : [];
        }

        if (found.Count > 0)
        {
            await batch(found).ConfigureAwait(false);
        }

        return highest;
    }

    public Task<SnapshotOffer?> LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr, CancellationToken cancel)
    {
        lock (_lock)
        {
            return Task.FromResult(Snapshots(persistenceId)
                .Where(s => Matches(s.Metadata, criteria) && s.Metadata.SequenceNr <= toSequenceNr)
                .MaxBy(s => s.Metadata.SequenceNr));
        }
    }

    public void Append(StoredEvent stored)
    {
        if (!_events.TryGetValue(stored.PersistenceId, out var events))
        {
            _events.Add(stored.PersistenceId, events = []);
        }

        events.Add(stored.SequenceNr, stored);
        _highest[stored.PersistenceId] = stored.SequenceNr;
    }

    public void DeleteMessages(string persistenceId, long toSequenceNr)
    {
        if (_events.TryGetValue(persistenceId, out var events))
        {
            while (events.Count > 0 && events.GetKeyAtIndex(0) <= toSequenceNr)
            {
                events.RemoveAt(0);
            }
        }
    }

    public void SaveSnapshot(SnapshotMetadata metadata, object snapshot)
    {
        var all = Snapshots(metadata.PersistenceId);
        all.RemoveAll(s => s.Metadata.SequenceNr == metadata.SequenceNr);
        all.Add(new SnapshotOffer(metadata, snapshot));
    }

    public void DeleteSnapshots(string persistenceId, SnapshotSelectionCriteria criteria) =>
        Snapshots(persistenceId).RemoveAll(s => Matches(s.Metadata, criteria));

    public void Dispose()
    {
    }

    private static bool Matches(SnapshotMetadata metadata, SnapshotSelectionCriteria criteria) =>
        metadata.SequenceNr >= criteria.MinSequenceNr && metadata.SequenceNr <= criteria.MaxSequenceNr
        && metadata.Timestamp >= (criteria.MinTimestamp ?? DateTime.MinValue) && metadata.Timestamp <= criteria.MaxTimeStamp;

    private List<SnapshotOffer> Snapshots(string persistenceId)
    {
        if (!_snapshots.TryGetValue(persistenceId, out var all))
        {
            _snapshots.Add(persistenceId, all = []);
        }

        return all;
    }
}
