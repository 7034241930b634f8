using Microsoft.Data.Sqlite;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>
/// Everything that people ask of sweeps later: results, epochs, history. One SQLite file in write-ahead mode, so that other processes read
/// while one writes. May be used from several threads; writes take turns. Every query sees one moment of the store.
/// </summary>
/// <remarks>All members throw <see cref="StoreException"/> when the file cannot be read or written.</remarks>
public sealed partial class ResultsStore : IDisposable
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(10);

    private readonly TimeSpan patience;

    // Touched under the lock. Null in a store that is only read.
    private readonly Lock writing = new();
    private readonly SqliteConnection? connection;
    private readonly BatchWriter? writer;

    private ResultsStore(string path, TimeSpan patience, SqliteConnection? connection)
    {
        (Path, this.patience, this.connection) = (path, patience, connection);
        writer = connection is null ? null : new BatchWriter(connection);
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Opens the store for the one process that works on it; makes the file and its tables, or brings them to the newest version.</summary>
    /// <param name="patience">How long to wait for a lock of another process; 10 s by default.</param>
    /// <param name="quotaBytes">The file never grows beyond this; null for no bound but the disk's.</param>
    public static ResultsStore Open(string path, TimeSpan? patience = null, long? quotaBytes = null) => Guard(path, () =>
    {
        var connection = SqlDialect.OpenForWriting(path, patience ?? DefaultPatience, create: true);
        try
        {
            Schema.Migrate(connection, path);
            if (quotaBytes is { } quota)
            {
                SqlDialect.Limit(connection, quota);
            }

            return new ResultsStore(path, patience ?? DefaultPatience, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Opens the store beside a process that works on it, or with none. Makes nothing.</summary>
    public static ResultsStore OpenForReading(string path, TimeSpan? patience = null)
    {
        if (!File.Exists(path))
        {
            throw new StoreException(
                StoreFailure.Missing, path, $"There is no store at {path}. `sweep run STUDY` makes one; --root names the folder of another.");
        }

        return Guard(path, () =>
        {
            using var connection = SqlDialect.OpenForReading(path, patience ?? DefaultPatience);
            var version = Schema.Version(connection);
            Schema.RequireKnown(version, path);
            if (version < Schema.Newest)
            {
                throw new StoreException(
                    StoreFailure.Missing,
                    path,
                    version == 0
                        ? $"The store {path} has no results yet. `sweep run STUDY` makes some; --root names the folder of another."
                        : $"The store {path} has version {version}, this program reads version {Schema.Newest}. Run or resume a sweep on it once, which brings it up to date.");
            }

            return new ResultsStore(path, patience ?? DefaultPatience, null);
        });
    }

    /// <summary>Stores all rows of a batch in one transaction, durably when this returns.</summary>
    /// <returns>Results that were refused, because a different one is there already: to be logged, for it means a bug or a broken machine.</returns>
    public IReadOnlyList<ResultConflict> Write(StoreBatch batch)
    {
        lock (writing)
        {
            return Guard(Path, () => Writer.Write(batch));
        }
    }

    /// <summary>Asks the process that works on the sweep for something. Needs no lock on the root and no store opened for writing.</summary>
    public void AddRequest(SweepId sweep, RequestKind kind, DateTimeOffset now) => Guard(Path, () =>
    {
        using var own = SqlDialect.OpenForWriting(Path, patience, create: false);
        using var command = Command(own, "insert into requests(sweep, kind, created) values (@sweep, @kind, @created)");
        command.Parameters.AddWithValue("@sweep", sweep.Value);
        command.Parameters.AddWithValue("@kind", StoredText.Of(kind));
        command.Parameters.AddWithValue("@created", StoredText.Of(now));
        return command.ExecuteNonQuery();
    });

    /// <summary>The requests that nobody has taken yet, oldest first; each is given out once.</summary>
    public IReadOnlyList<SweepRequest> TakeRequests(DateTimeOffset now)
    {
        // Looking is cheap and done every second, taking is rare and locks.
        if (PendingRequests().Count == 0)
        {
            return [];
        }

        lock (writing)
        {
            return Guard(Path, () =>
            {
                using var command = Command(
                    connection ?? throw ReadOnlyStore(), "update requests set handled = @now where handled is null returning id, sweep, kind, created");
                command.Parameters.AddWithValue("@now", StoredText.Of(now));
                using var reader = command.ExecuteReader();
                var taken = new List<SweepRequest>();
                while (reader.Read())
                {
                    taken.Add(Rows.Request(reader));
                }

                taken.Sort((a, b) => a.Id.CompareTo(b.Id));
                return taken;
            });
        }
    }

    public void Dispose()
    {
        lock (writing)
        {
            writer?.Dispose();
            connection?.Dispose();
        }
    }

    private BatchWriter Writer => writer ?? throw ReadOnlyStore();

    private InvalidOperationException ReadOnlyStore() => new($"The store {Path} was opened for reading.");

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException error)
        {
            throw SqlDialect.Explain(error, path);
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
