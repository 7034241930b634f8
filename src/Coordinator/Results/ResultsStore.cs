using System.Data.Common;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>
/// Everything that people ask of sweeps later: results, epochs, history. It lies in a SQLite file or on a PostgreSQL server, where other
/// processes read while one writes. May be used from several threads; writes take turns. Every query sees one moment of the store.
/// </summary>
/// <remarks>
/// All members throw <see cref="StoreException"/> when the database cannot be read or written. A store whose server went away needs no
/// care: once the server is back, so is the store.
/// </remarks>
public sealed partial class ResultsStore : IDisposable
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(10);

    private readonly SqlDialect dialect;
    private readonly bool isForWriting;
    private readonly long? quotaBytes;

    // Touched under the lock.
    private readonly Lock writing = new();
    private WriteSession? session;
    private Term? term;

    private ResultsStore(SqlDialect dialect, WriteSession? session, long? quotaBytes)
    {
        (this.dialect, this.session, this.quotaBytes) = (dialect, session, quotaBytes);
        isForWriting = session is not null;
    }

    public Database Database => dialect.Database;

    /// <summary>The number of the term that <see cref="TakeCharge"/> began, which only grows; 0 before.</summary>
    public long TermNumber => term?.Token ?? 0;

    /// <summary>Opens the store for the one process that works on it; makes the file and its tables, or brings them to the newest version.</summary>
    /// <param name="patience">How long to wait for a lock of another process; 10 s by default.</param>
    /// <param name="quotaBytes">A file never grows beyond this; null for no bound but the disk's.</param>
    public static ResultsStore Open(Database database, TimeSpan? patience = null, long? quotaBytes = null) => Open(database, patience, dialect =>
        new ResultsStore(dialect, WriteSession.Open(dialect, create: true, quotaBytes), quotaBytes));

    /// <summary>Opens a SQLite file.</summary>
    public static ResultsStore Open(string path, TimeSpan? patience = null, long? quotaBytes = null) => Open(Database.File(path), patience, quotaBytes);

    /// <summary>Opens the store beside a process that works on it, or with none. Makes nothing.</summary>
    public static ResultsStore OpenForReading(Database database, TimeSpan? patience = null) => Open(database, patience, dialect =>
    {
        dialect.RequireDatabase();
        using var connection = dialect.OpenForReading();
        var version = Schema.Version(dialect, connection);
        Schema.RequireKnown(version, database);
        if (version < Schema.Newest)
        {
            throw new StoreException(
                StoreFailure.Missing,
                version == 0
                    ? $"The store {database} has no results yet. `sweep run STUDY` makes some; --root or --db name another."
                    : $"The store {database} has version {version}, this program reads version {Schema.Newest}. Run or resume a sweep on it once, "
                        + "which brings it up to date.");
        }

        return new ResultsStore(dialect, null, null);
    });

    /// <summary>Opens a SQLite file beside a process that works on it.</summary>
    public static ResultsStore OpenForReading(string path, TimeSpan? patience = null) => OpenForReading(Database.File(path), patience);

    /// <summary>
    /// Makes <paramref name="holder"/> the one that writes here. From then on every write of this store fails with
    /// <see cref="StoreFailure.Deposed"/> once somebody else has taken charge, and every write of those who were in charge before fails.
    /// </summary>
    /// <param name="holder">This process; no other has ever had the same name.</param>
    /// <returns>False while another one holds the lease.</returns>
    public bool TakeCharge(string holder) => Write(on =>
    {
        if (Term.Begin(dialect, on.Connection, holder) is not { } begun)
        {
            return false;
        }

        term = begun;
        return true;
    });

    /// <summary>Stores all rows of a batch in one transaction, durably when this returns.</summary>
    /// <returns>Results that were refused, because a different one is there already: to be logged, for it means a bug or a broken machine.</returns>
    public IReadOnlyList<ResultConflict> Write(StoreBatch batch) => Write(on => on.Batches.Write(batch, term));

    /// <summary>Lists a new sweep, durably when this returns: of several that ask for one id at the same time, one gets it.</summary>
    /// <returns>False when there is a sweep of that id; it stays as it is.</returns>
    public bool Add(SweepRow row) => Write(on => on.Batches.Add(row, term));

    /// <summary>Changes which sweeps a sweep goes before. Who works on it hears of it with the next request to resume it.</summary>
    public void SetPriority(SweepId sweep, int priority) => Write(on =>
    {
        using var transaction = on.Connection.BeginTransaction();
        using var command = on.Connection.Command(
            "update sweeps set priority = @priority where sweep = @sweep", ("@priority", priority), ("@sweep", sweep.Value));
        command.Transaction = transaction;
        command.ExecuteNonQuery();
        term?.Require(dialect, transaction);
        transaction.Commit();
        return true;
    });

    /// <summary>Asks the process that works on the sweep for something. Needs no lock on the root and no store opened for writing.</summary>
    public void AddRequest(SweepId sweep, RequestKind kind, DateTimeOffset now) => Guard(() =>
    {
        using var own = dialect.OpenForWriting(create: false);
        using var command = own.Command(
            "insert into requests(sweep, kind, created) values (@sweep, @kind, @created)",
            ("@sweep", sweep.Value),
            ("@kind", StoredText.Of(kind)),
            ("@created", StoredText.Of(now)));
        return command.ExecuteNonQuery();
    });

    /// <summary>A request has taken effect, or cannot: it is not pending any more.</summary>
    public void Acknowledge(SweepRequest request, DateTimeOffset now) => Write(on =>
    {
        using var transaction = on.Connection.BeginTransaction();
        using var command = on.Connection.Command(
            "update requests set handled = @now where id = @id and handled is null", ("@now", StoredText.Of(now)), ("@id", request.Id));
        command.Transaction = transaction;
        command.ExecuteNonQuery();
        term?.Require(dialect, transaction);
        transaction.Commit();
        return true;
    });

    public void Dispose()
    {
        lock (writing)
        {
            session?.Dispose();
        }

        dialect.Dispose();
    }

    private static ResultsStore Open(Database database, TimeSpan? patience, Func<SqlDialect, ResultsStore> open)
    {
        var dialect = SqlDialect.For(database, patience ?? DefaultPatience);
        try
        {
            return open(dialect);
        }
        catch (DbException error)
        {
            dialect.Dispose();
            throw dialect.Explain(error);
        }
        catch
        {
            dialect.Dispose();
            throw;
        }
    }

    private T Write<T>(Func<WriteSession, T> action)
    {
        lock (writing)
        {
            if (!isForWriting)
            {
                throw new InvalidOperationException($"The store {Database} was opened for reading.");
            }

            var isFresh = session is null;
            try
            {
                return action(Session());
            }
            catch (DbException error)
            {
                // What the server closed while it was idle is found out by writing. Writing twice is the same as writing once, but that
                // a sweep that the first time did list is not new the second time: whoever submits it goes on with it then.
                var explained = dialect.Explain(error);
                if (explained.Failure != StoreFailure.Away || isFresh)
                {
                    throw explained;
                }
            }
            finally
            {
                CloseBroken();
            }

            CloseSession();
            return Guard(() => action(Session()));
        }
    }

    private WriteSession Session() => session ??= WriteSession.Open(dialect, create: false, quotaBytes);

    private void CloseBroken()
    {
        if (session is { IsBroken: true })
        {
            CloseSession();
        }
    }

    private void CloseSession()
    {
        session?.Dispose();
        session = null;
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DbException error)
        {
            throw dialect.Explain(error);
        }
    }
}
