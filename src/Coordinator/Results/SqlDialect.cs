using Microsoft.Data.Sqlite;

namespace Sweep.Coordinator.Results;

/// <summary>
/// What is particular to SQLite: how to connect, how to lay out tables, what its errors mean. The statements elsewhere (inserts with
/// <c>on conflict</c>, selects) are understood by PostgreSQL too.
/// </summary>
internal static class SqlDialect
{
    /// <summary>Rows lie in the order of their primary key, in one tree instead of two.</summary>
    public const string ByPrimaryKey = "without rowid";

    /// <summary>Counts up by itself; numbers are never given twice.</summary>
    public const string Counter = "integer primary key autoincrement";

    // A write-ahead log of 32 MiB before it is folded into the file: a page that is written often is folded in once.
    private const string Writing = "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 8192; pragma cache_size = -65536;";

    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NoDatabase = 26;

    // Growing the index of the write-ahead log fails with this one when the disk is full.
    private const int IoErrorGrowingSharedMemory = IoError | (19 << 8);

    public static SqliteConnection OpenForWriting(string path, TimeSpan patience, bool create) => Open(
        new SqliteConnectionStringBuilder { DataSource = path, Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite, Pooling = false },
        patience,
        Writing);

    public static SqliteConnection OpenForReading(string path, TimeSpan patience) =>
        Open(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }, patience, "");

    /// <summary>Lets the file grow to that many bytes and no further, as a full disk would.</summary>
    public static void Limit(SqliteConnection connection, long quotaBytes)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma page_size";
        var pageBytes = (long)command.ExecuteScalar()!;
        command.CommandText = FormattableString.Invariant($"pragma max_page_count = {Math.Max(1, quotaBytes / pageBytes)}");
        command.ExecuteNonQuery();
    }

    /// <summary>A short word on what went wrong, where, and what to do.</summary>
    public static StoreException Explain(SqliteException error, string path)
    {
        var failure = error.SqliteExtendedErrorCode == IoErrorGrowingSharedMemory ? StoreFailure.DiskFull : error.SqliteErrorCode switch
        {
            Full => StoreFailure.DiskFull,
            ReadOnly or CannotOpen => StoreFailure.ReadOnly,
            Busy or Locked => StoreFailure.Busy,
            Corrupt or NoDatabase => StoreFailure.Corrupt,
            _ => StoreFailure.Other,
        };

        var (what, remedy) = failure switch
        {
            StoreFailure.DiskFull => ("cannot grow, the disk or the quota is full", "Make room; nothing that was stored is lost."),
            StoreFailure.ReadOnly => ("cannot be opened or written", "Check the permissions of the file and of its folder, or choose another folder with --root."),
            StoreFailure.Busy => ("is locked by another process", "Find out which one with `fuser`; an open sqlite3 shell inside a transaction is enough."),
            StoreFailure.Corrupt => ("is damaged or no database", "Restore it from a backup, save what can be read with `sqlite3 FILE .recover`, or begin in another folder with --root."),
            _ => ("failed", "See the log of the operating system for the disk."),
        };
        return new StoreException(failure, path, $"The store {path} {what} ({error.Message.TrimEnd('.')}). {remedy}", error);
    }

    private static SqliteConnection Open(SqliteConnectionStringBuilder settings, TimeSpan patience, string pragmas)
    {
        SystemSqlite.Use();

        // SQLite's own waiting looks again after milliseconds. The provider's sleeps for 150 of them, so it is to give up at once.
        settings.DefaultTimeout = 1;
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = FormattableString.Invariant($"pragma busy_timeout = {(int)patience.TotalMilliseconds}; {pragmas}");
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
