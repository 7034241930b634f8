using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Sweep.Coordinator.Results;

/// <summary>SQLite in write-ahead mode, so that other processes read while one writes.</summary>
/// <param name="patience">How long to wait for a lock of another process.</param>
internal sealed class SqliteDialect(Database.SqliteFile file, TimeSpan patience) : SqlDialect(file)
{
    // A write-ahead log of 32 MiB before it is folded into the file: a page that is written often is folded in once.
    private const string Writing = "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 8192; pragma cache_size = -65536;";

    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NoDatabase = 26;

    // Growing the index of the write-ahead log fails with this one when the disk is full.
    private const int IoErrorGrowingSharedMemory = IoError | (19 << 8);

    public override string Text => "text";

    public override string Json => "text";

    public override string ByPrimaryKey => "without rowid";

    public override string Counter => "integer primary key autoincrement";

    public override string? LockSchema => null;

    public override string TableExists => "select count(*) from sqlite_master where type = 'table' and name = @name";

    // The Julian day of 1970-01-01 is 2440587.5.
    public override string Clock => "cast((julianday('now') - 2440587.5) * 86400000 as integer)";

    public override string ForShare => "";

    public override DbConnection OpenForWriting(bool create) => Open(
        new SqliteConnectionStringBuilder
        {
            DataSource = file.Path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
        },
        Writing);

    public override DbConnection OpenForReading() =>
        Open(new SqliteConnectionStringBuilder { DataSource = file.Path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }, "");

    public override void RequireDatabase()
    {
        if (!File.Exists(file.Path))
        {
            throw new StoreException(
                StoreFailure.Missing, $"There is no store at {file.Path}. `sweep run STUDY` makes one; --root names the folder of another.");
        }
    }

    public override RowInsert Insert(DbConnection connection, string table, string columns, int keys, string conflict) =>
        new PreparedInsert((SqliteConnection)connection, table, columns, conflict);

    public override void Limit(DbConnection connection, long quotaBytes)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma page_size";
        var pageBytes = (long)command.ExecuteScalar()!;
        command.CommandText = FormattableString.Invariant($"pragma max_page_count = {Math.Max(1, quotaBytes / pageBytes)}");
        command.ExecuteNonQuery();
    }

    public override StoreException Explain(DbException error)
    {
        var (code, extended) = error is SqliteException sqlite ? (sqlite.SqliteErrorCode, sqlite.SqliteExtendedErrorCode) : (0, 0);
        var failure = extended == IoErrorGrowingSharedMemory ? StoreFailure.DiskFull : code switch
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
            StoreFailure.ReadOnly =>
                ("cannot be opened or written", "Check the permissions of the file and of its folder, or choose another folder with --root."),
            StoreFailure.Busy => ("is locked by another process", "Find out which one with `fuser`; an open sqlite3 shell inside a transaction is enough."),
            StoreFailure.Corrupt =>
                (
                    "is damaged or no database",
                    "Restore it from a backup, save what can be read with `sqlite3 FILE .recover`, or begin in another folder with --root."),
            _ => ("failed", "See the log of the operating system for the disk."),
        };
        return new StoreException(failure, $"The store {file.Path} {what} ({error.Message.TrimEnd('.')}). {remedy}", error);
    }

    private SqliteConnection Open(SqliteConnectionStringBuilder settings, string pragmas)
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
