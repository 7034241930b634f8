using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Sweep.Coordinator.Results;

/// <summary>PostgreSQL through Npgsql. Connections that a restart of the server broke are replaced by themselves.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    private const int MostReaders = 16, MostWriters = 2, ConnectSeconds = 5, ReadSeconds = 60;

    private static readonly TimeSpan LongestStatement = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource reading;
    private readonly NpgsqlDataSource writing;

    /// <param name="patience">How long to wait for a lock of another process.</param>
    public PostgresDialect(Database.PostgresServer server, TimeSpan patience) : base(server)
    {
        reading = NpgsqlDataSource.Create(Settings(server, MostReaders, ReadSeconds, ""));

        // A process that is stopped, or cut off, in the middle of a transaction must not hold its locks for longer than this: the server ends it.
        var (statement, lockWait) = ((long)LongestStatement.TotalMilliseconds, (long)patience.TotalMilliseconds);
        writing = NpgsqlDataSource.Create(Settings(server, MostWriters, (int)LongestStatement.TotalSeconds + 5, string.Create(
            CultureInfo.InvariantCulture,
            $"-c statement_timeout={statement} -c lock_timeout={lockWait} -c idle_in_transaction_session_timeout={IdleMilliseconds} -c "
                + $"tcp_user_timeout={IdleMilliseconds}")));
    }

    private const int IdleMilliseconds = 5000;

    public override string Text => "text collate \"C\"";

    public override string Json => "json";

    public override string ByPrimaryKey => "";

    public override string Counter => "bigint generated always as identity primary key";

    // The number is "sweep" in ASCII.
    public override string LockSchema => "select pg_advisory_xact_lock(495891211632)";

    public override string TableExists => "select count(to_regclass(@name))";

    public override string Clock => "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";

    public override string ForShare => "for share";

    // A connection of the pool may be one that the server has closed meanwhile. The first that is found out empties the pool.
    public override DbConnection OpenForWriting(bool create)
    {
        var connection = writing.OpenConnection();
        try
        {
            using var question = new NpgsqlCommand("select 1", connection);
            question.ExecuteNonQuery();
            return connection;
        }
        catch (DbException error)
        {
            connection.Dispose();
            if (Explain(error).Failure != StoreFailure.Away)
            {
                throw;
            }
        }

        return writing.OpenConnection();
    }

    public override DbConnection OpenForReading() => reading.OpenConnection();

    // Opening a connection tells.
    public override void RequireDatabase()
    {
    }

    public override RowInsert Insert(DbConnection connection, string table, string columns, int keys, string conflict) =>
        new UnnestInsert((NpgsqlConnection)connection, table, columns, keys, conflict);

    public override void Limit(DbConnection connection, long quotaBytes) =>
        throw new NotSupportedException("The size of a PostgreSQL database is bounded by its server.");

    public override StoreException Explain(DbException error)
    {
        var failure = error is PostgresException refused ? Failure(refused.SqlState) : StoreFailure.Away;
        var (what, remedy) = failure switch
        {
            StoreFailure.Away =>
                ("cannot be reached", "What is to be stored waits and is tried again; check that the server runs and that host and port are right."),
            StoreFailure.Denied =>
                ("refuses the user or the password", "Check SWEEP_DB, the file that SWEEP_DB_FILE names, PGPASSWORD, or the server's pg_hba.conf."),
            StoreFailure.Missing => ("does not exist", "Make it with `createdb`, or name another one."),
            StoreFailure.DiskFull => ("cannot grow, the server's disk is full", "Make room there; nothing that was stored is lost."),
            StoreFailure.ReadOnly =>
                ("may not be written", "Give the user the right to make and change tables; connect to the primary server and not to a standby."),
            StoreFailure.Busy => ("is too busy, or a row is locked for too long", "It is tried again; `select * from pg_stat_activity` shows who holds it up."),
            StoreFailure.Corrupt => ("is damaged", "See the server's log, and restore it from a backup."),
            _ => ("failed", "See the server's log."),
        };
        return new StoreException(failure, $"The {Database} {what} ({Text(error).TrimEnd('.')}). {remedy}", error);

        static string Text(DbException error) =>
            error.InnerException is { } inner and not PostgresException ? $"{error.Message.TrimEnd('.')}: {inner.Message}" : error.Message;
    }

    public override void Dispose()
    {
        reading.Dispose();
        writing.Dispose();
    }

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static StoreFailure Failure(string code) => code switch
    {
        ['0', '8', ..] or "57P01" or "57P02" or "57P03" or "57P05" or "53300" or "25P03" => StoreFailure.Away,
        ['2', '8', ..] => StoreFailure.Denied,
        "3D000" => StoreFailure.Missing,
        "53100" => StoreFailure.DiskFull,
        "42501" or "25006" => StoreFailure.ReadOnly,
        "57014" or "55P03" or "40001" or "40P01" => StoreFailure.Busy,
        ['X', 'X', '0', '0', '1' or '2'] => StoreFailure.Corrupt,
        _ => StoreFailure.Other,
    };

    private static string Settings(Database.PostgresServer server, int connections, int commandSeconds, string options)
    {
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            MaxPoolSize = connections,
            CommandTimeout = commandSeconds,
            MaxAutoPrepare = 20,
            TcpKeepAlive = true,
        };
        settings.Timeout = Math.Min(settings.Timeout, ConnectSeconds);
        settings.Options = $"{settings.Options} {options}".Trim();
        return settings.ConnectionString;
    }
}
