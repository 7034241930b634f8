using System.Collections.Concurrent;
using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>Events in a SQL database: one thread writes, and what waits for it goes into one transaction.</summary>
internal sealed class SqlEventStore : IEventStore
{
    /// <summary>Rows in one transaction, roughly.</summary>
    private const int GroupRows = 5000;

    private const int ReplayRows = 1000;

    /// <summary>Actors that recover at the same time; each holds a connection.</summary>
    private const int Readers = 8;

    private static readonly TimeSpan DisposeTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long is waited for a server that went away before each new try. Afterwards a write fails, and its actor with it.</summary>
    private static readonly TimeSpan[] Delays =
        [TimeSpan.Zero, .. new[] { 0.1, 0.2, 0.4, 0.8, 1.6, 3.2 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private readonly SqlDialect _dialect;
    private readonly Fence _fence;
    private readonly Serialization.Serialization _serialization;
    private readonly bool _initialize;
    private readonly Action<Exception> _lost;
    private readonly CancellationTokenSource _ending = new();
    private readonly string _writer = Guid.NewGuid().ToString("N");
    private readonly BlockingCollection<StoreOperation> _waiting = [];
    private readonly SemaphoreSlim _readers = new(Readers);
    private readonly Thread _thread;

    // The writing thread.
    private SqlSession? _session;
    private bool _initialized;

    /// <param name="lost">Gets why the connection is made again.</param>
    public SqlEventStore(SqlDialect dialect, Fence fence, Serialization.Serialization serialization, bool initialize, Action<Exception> lost)
    {
        (_dialect, _fence, _serialization, _initialize, _lost) = (dialect, fence, serialization, initialize, lost);
        _thread = new Thread(Write) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

    public StoredEvent Prepare(string persistenceId, long sequenceNr, object @event)
    {
        var serializer = _serialization.FindSerializerFor(@event);
        var manifest = Serialization.Serialization.ManifestFor(serializer, @event);
        return new StoredEvent(persistenceId, sequenceNr, null, serializer.ToBinary(@event), serializer.Identifier, manifest);
    }

    public object Restore(StoredEvent stored) => _serialization.Deserialize(stored.Payload!, stored.Identifier, stored.Manifest);

    public void Submit(StoreOperation operation)
    {
        try
        {
            _waiting.Add(operation);
        }
        catch (InvalidOperationException)
        {
            operation.Complete(new ObjectDisposedException("journal", "The actor system has terminated"));
        }
    }

    public Task<long> Replay(string persistenceId, Func<IReadOnlyList<StoredEvent>, Task> batch, CancellationToken cancel) =>
        Read(connection => Replay(connection, persistenceId, batch, cancel), cancel);

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _ending.Cancel();
        _thread.Join(DisposeTimeout);
    }

    private async Task<T> Read<T>(Func<DbConnection, Task<T>> read, CancellationToken cancel)
    {
        await _readers.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            using var connection = _dialect.Open();
            return await read(connection).ConfigureAwait(false);
        }
        finally
        {
            _readers.Release();
        }
    }

    private async Task<long> Replay(
        DbConnection connection, string persistenceId, Func<IReadOnlyList<StoredEvent>, Task> batch, CancellationToken cancel)
    {
        using var highest = SqlSession.Command(connection, _dialect.SelectHighest, ("@persistence_id", persistenceId));
        var highestSequenceNr = highest.ExecuteScalar() is long number ? number : 0;
        using var select = SqlSession.Command(connection, _dialect.SelectEvents, ("@persistence_id", persistenceId), ("@deleted", false));
        using var reader = select.ExecuteReader();
        var rows = new List<StoredEvent>(ReplayRows);
        while (reader.Read())
        {
            rows.Add(new StoredEvent(
                persistenceId, reader.GetInt64(0), null, (byte[])reader[1], reader.GetInt32(2), reader.IsDBNull(3) ? string.Empty : reader.GetString(3)));
            if (rows.Count == ReplayRows)
            {
                await batch(rows).ConfigureAwait(false);
                rows.Clear();
                cancel.ThrowIfCancellationRequested();
            }
        }

        if (rows.Count > 0)
        {
            await batch(rows).ConfigureAwait(false);
        }

        return highestSequenceNr;
    }

    private void Write()
    {
        var group = new List<StoreOperation>();
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            group.Add(first);
            var rows = first.Weight;
            while (rows < GroupRows && _waiting.TryTake(out var next))
            {
                group.Add(next);
                rows += next.Weight;
            }

            Carry(group, rows > 0);
            group.Clear();
        }

        CloseSession();
        _dialect.Dispose();
    }

    /// <summary>Carries out a group in one transaction; what an operation itself is to blame for fails that operation alone.</summary>
    private void Carry(List<StoreOperation> group, bool inTransaction)
    {
        var tries = 0;
        while (group.Count > 0)
        {
            var current = -1;
            try
            {
                _session ??= OpenSession();
                if (inTransaction)
                {
                    _session.Begin();
                }

                for (current = 0; current < group.Count; current++)
                {
                    if (group[current].Obstacle is { } obstacle)
                    {
                        throw obstacle;
                    }

                    group[current].Apply(_session);
                }

                current = -1;
                if (inTransaction)
                {
                    _session.Commit(_fence);
                }

                group.ForEach(operation => operation.Complete(null));
                return;
            }
            catch (Exception failure)
            {
                var one = current >= 0 && current < group.Count ? group[current] : group.Count == 1 ? group[0] : null;
                if (TryRollback() && (ReferenceEquals(one?.Obstacle, failure) || _dialect.ConcernsOperation(failure)))
                {
                    if (one is null)
                    {
                        // It came up at the end, for all of them together: each by itself then.
                        group.ForEach(operation => Carry([operation], inTransaction));
                        return;
                    }

                    one.Complete(failure);
                    group.Remove(one);
                    continue;
                }

                CloseSession();
                if (_dialect.IsAway(failure) && MayTryAgain(tries++, failure))
                {
                    continue;
                }

                group.ForEach(operation => operation.Complete(failure));
                return;
            }
        }
    }

    // What was stored although nobody heard of it is refused the second time: its actor then reads it from the journal.
    private bool MayTryAgain(int tries, Exception failure)
    {
        if (tries == 0)
        {
            _lost(failure);
        }

        return tries < Delays.Length && !_ending.Token.WaitHandle.WaitOne(Delays[tries]);
    }

    private SqlSession OpenSession()
    {
        var session = new SqlSession(_dialect, _writer, _initialize && !_initialized);
        _initialized = true;
        return session;
    }

    private bool TryRollback()
    {
        try
        {
            _session?.Rollback();
            return _session is not null;
        }
        catch (Exception)
        {
            // The connection is of no use any more, and the database rolls back by itself.
            return false;
        }
    }

    private void CloseSession()
    {
        try
        {
            _session?.Dispose();
        }
        catch (Exception)
        {
            // Nothing is open then either.
        }

        _session = null;
    }
}
