using System.Data.Common;
using Npgsql;

namespace Akka.Persistence.Sql;

/// <summary>PostgreSQL through Npgsql.</summary>
internal sealed class PostgresDialect(string connectionString) : SqlDialect
{
    // A process that is stopped, or cut off, in the middle of a transaction holds its locks no longer than this: the server ends it.
    private const string Limits =
        "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=5000 -c tcp_user_timeout=5000";

    private readonly NpgsqlDataSource _reading = NpgsqlDataSource.Create(Settings(connectionString, string.Empty));
    private readonly NpgsqlDataSource _writing = NpgsqlDataSource.Create(Settings(connectionString, Limits));

    protected override string Clock => "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)";

    protected override string ForShare => "FOR SHARE";

    protected override string CreateTables => """
        CREATE TABLE IF NOT EXISTS journal (
            ordering BigInt NOT NULL GENERATED ALWAYS AS IDENTITY,
            created BigInt NOT NULL,
            deleted Boolean NOT NULL,
            persistence_id Text NOT NULL,
            sequence_number BigInt NOT NULL,
            message Bytea NOT NULL,
            manifest Text NULL,
            identifier Int NULL,
            writer_uuid Text NULL,
            CONSTRAINT "PK_journal" PRIMARY KEY (ordering),
            CONSTRAINT journal_uq UNIQUE (persistence_id, sequence_number));
        CREATE INDEX IF NOT EXISTS journal_created_idx ON journal (created);
        CREATE INDEX IF NOT EXISTS journal_sequence_number_idx ON journal (sequence_number);
        CREATE TABLE IF NOT EXISTS tags (
            ordering_id BigInt NOT NULL,
            tag Text NOT NULL,
            sequence_nr BigInt NOT NULL,
            persistence_id Text NOT NULL,
            CONSTRAINT "PK_tags" PRIMARY KEY (ordering_id, tag));
        CREATE INDEX IF NOT EXISTS tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
        CREATE INDEX IF NOT EXISTS tags_tag_idx ON tags (tag);
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id Text NOT NULL,
            sequence_number BigInt NOT NULL,
            created BigInt NOT NULL,
            snapshot Bytea NULL,
            manifest Text NULL,
            serializer_id Int NULL,
            CONSTRAINT "PK_snapshot" PRIMARY KEY (persistence_id, sequence_number));
        CREATE INDEX IF NOT EXISTS snapshot_sequence_number_idx ON snapshot (sequence_number);
        CREATE INDEX IF NOT EXISTS snapshot_created_idx ON snapshot (created);
        """;

    protected override string CreateLeases => """
        CREATE TABLE IF NOT EXISTS leases (
            name text COLLATE "C" NOT NULL PRIMARY KEY, holder text COLLATE "C" NOT NULL, token bigint NOT NULL, expires bigint NOT NULL);
        """;

    public override DbConnection Open() => OpenAlive(_reading);

    public override DbConnection OpenForWriting() => OpenAlive(_writing);

    public override EventInsert Insert(DbConnection connection, string writer) => new UnnestEventInsert((NpgsqlConnection)connection, writer);

    // Class 22 is data that does not fit, class 23 a constraint.
    public override bool ConcernsOperation(Exception failure) => failure is PostgresException { SqlState: ['2', '2' or '3', ..] }
        or not (DbException or ObjectDisposedException or LeaseLostException);

    // Of the server's errors: class 8, the connection; the server ends, ended, or starts; it has too many; it was idle for too long.
    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    public override bool IsAway(Exception failure) => failure is PostgresException refused
        ? refused.SqlState is ['0', '8', ..] or "57P01" or "57P02" or "57P03" or "57P05" or "53300" or "25P03"
        : failure is NpgsqlException { IsTransient: true };

    public override void Dispose()
    {
        _reading.Dispose();
        _writing.Dispose();
    }

    // Who makes tables waits for whoever does the same; the number is "sweep" in ASCII.
    protected override void Execute(DbConnection connection, string statements) =>
        base.Execute(connection, "SELECT pg_advisory_xact_lock(495891211632); " + statements);

    // A connection of the pool may be one that the server has closed meanwhile. The first that is found out empties the pool.
    private NpgsqlConnection OpenAlive(NpgsqlDataSource source)
    {
        var connection = source.OpenConnection();
        try
        {
            using var question = new NpgsqlCommand("SELECT 1", connection);
            question.ExecuteNonQuery();
            return connection;
        }
        catch (Exception failure)
        {
            connection.Dispose();
            if (!IsAway(failure))
            {
                throw;
            }
        }

        return source.OpenConnection();
    }

    private static string Settings(string connectionString, string options)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { TcpKeepAlive = true };
        settings.Timeout = Math.Min(settings.Timeout, 5);
        settings.Options = $"{settings.Options} {options}".Trim();
        return settings.ConnectionString;
    }
}
