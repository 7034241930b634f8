using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql;

/// <summary>All SQL there is; tables and columns are those of Akka.Persistence.Sql's default mapping.</summary>
internal abstract class SqlDialect
{
    public string InsertEvent => """
        INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
        VALUES (@created, @deleted, @persistence_id, @sequence_number, @message, @manifest, @identifier, @writer_uuid)
        """;

    public string SelectEvents => """
        SELECT sequence_number, message, identifier, manifest FROM journal
        WHERE persistence_id = @persistence_id AND sequence_number >= @from AND sequence_number <= @to AND deleted = @deleted
        ORDER BY sequence_number LIMIT @max
        """;

    public string SelectHighest => "SELECT MAX(sequence_number) FROM journal WHERE persistence_id = @persistence_id";

    public string MarkDeleted => "UPDATE journal SET deleted = @deleted WHERE persistence_id = @persistence_id AND sequence_number <= @to";

    /// <summary>The last of the deleted stays, marked: the highest sequence number must not be forgotten.</summary>
    public string DeleteMarked => """
        DELETE FROM journal WHERE persistence_id = @persistence_id AND sequence_number <= @to AND sequence_number <
            (SELECT MAX(sequence_number) FROM journal WHERE persistence_id = @persistence_id AND deleted = @deleted)
        """;

    public string DeleteTags => "DELETE FROM tags WHERE persistence_id = @persistence_id AND sequence_nr <= @to";

    public string UpsertSnapshot => """
        INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id)
        VALUES (@persistence_id, @sequence_number, @created, @snapshot, @manifest, @serializer_id)
        ON CONFLICT (persistence_id, sequence_number) DO UPDATE SET
            created = excluded.created, snapshot = excluded.snapshot, manifest = excluded.manifest, serializer_id = excluded.serializer_id
        """;

    public string SelectSnapshot => $"""
        SELECT sequence_number, created, snapshot, manifest, serializer_id FROM snapshot WHERE {SnapshotMatches}
        ORDER BY sequence_number DESC LIMIT 1
        """;

    public string DeleteSnapshots => $"DELETE FROM snapshot WHERE {SnapshotMatches}";

    public string CreateLeases => """
        CREATE TABLE IF NOT EXISTS leases (name TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, token BIGINT NOT NULL, expires BIGINT NOT NULL)
        """;

    public string AcquireLease => $"""
        INSERT INTO leases (name, holder, token, expires) VALUES (@name, @holder, 1, {Clock} + @duration)
        ON CONFLICT (name) DO UPDATE SET
            token = CASE WHEN leases.holder = excluded.holder THEN leases.token ELSE leases.token + 1 END,
            holder = excluded.holder, expires = excluded.expires
        WHERE leases.holder = excluded.holder OR leases.expires <= {Clock}
        RETURNING token
        """;

    public string SelectLease => "SELECT holder, token FROM leases WHERE name = @name";

    public string ReleaseLease => "UPDATE leases SET expires = 0 WHERE name = @name AND holder = @holder";

    /// <summary>Milliseconds since 1970 by the clock of the database.</summary>
    protected abstract string Clock { get; }

    protected abstract string CreateTables { get; }

    private static string SnapshotMatches => """
        persistence_id = @persistence_id AND sequence_number >= @min_sequence AND sequence_number <= @max_sequence
        AND created >= @min_created AND created <= @max_created
        """;

    /// <exception cref="NotSupportedException">The provider is not known.</exception>
    public static SqlDialect For(string providerName, string connectionString) =>
        providerName.StartsWith("SQLite", StringComparison.OrdinalIgnoreCase)
            ? new SqliteDialect(connectionString)
            : throw new NotSupportedException($"`providerName` is \"{providerName}\", but must be \"SQLite.MS\".");

    public abstract DbConnection Open();

    /// <summary>True where only the operation itself is to blame, so that others may go on without it.</summary>
    public abstract bool ConcernsOperation(Exception failure);

    /// <summary>Makes tables and indexes where they are missing.</summary>
    public void Initialize(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = CreateTables;
        command.ExecuteNonQuery();
    }

    /// <summary>Gives back what closed connections hold.</summary>
    public abstract void Release(DbConnection connection);
}

/// <summary>SQLite through Microsoft.Data.Sqlite.</summary>
internal sealed class SqliteDialect(string connectionString) : SqlDialect
{
    private const int Constraint = 19;
    private const int TooBig = 18;

    // The Julian day of 1970-01-01 is 2440587.5.
    protected override string Clock => "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";

    protected override string CreateTables => """
        CREATE TABLE IF NOT EXISTS journal (
            ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            created BigInt NOT NULL,
            deleted Bit NOT NULL,
            persistence_id NVarChar(255) NOT NULL,
            sequence_number BigInt NOT NULL,
            message VarBinary NOT NULL,
            manifest NVarChar(500) NULL,
            identifier INTEGER NULL,
            writer_uuid NVarChar(128) NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        CREATE INDEX IF NOT EXISTS journal_created_idx ON journal (created);
        CREATE INDEX IF NOT EXISTS journal_sequence_number_idx ON journal (sequence_number);
        CREATE TABLE IF NOT EXISTS tags (
            ordering_id INTEGER NOT NULL,
            tag NVarChar(64) NOT NULL,
            sequence_nr INTEGER NOT NULL,
            persistence_id NVarChar(255) NOT NULL,
            CONSTRAINT PK_tags PRIMARY KEY (ordering_id, tag));
        CREATE INDEX IF NOT EXISTS tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
        CREATE INDEX IF NOT EXISTS tags_tag_idx ON tags (tag);
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id NVarChar(255) NOT NULL,
            sequence_number BigInt NOT NULL,
            created BigInt NOT NULL,
            snapshot VarBinary NULL,
            manifest NVarChar(500) NULL,
            serializer_id INTEGER NULL,
            CONSTRAINT PK_snapshot PRIMARY KEY (persistence_id, sequence_number));
        CREATE INDEX IF NOT EXISTS snapshot_sequence_number_idx ON snapshot (sequence_number);
        CREATE INDEX IF NOT EXISTS snapshot_created_idx ON snapshot (created);
        """;

    public override DbConnection Open()
    {
        SystemSqlite.Use();
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();

            // In WAL mode NORMAL loses nothing when the process is killed, and at most the last moments when the machine is.
            command.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override bool ConcernsOperation(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: Constraint or TooBig } or not (DbException or ObjectDisposedException);

    public override void Release(DbConnection connection) => SqliteConnection.ClearPool((SqliteConnection)connection);
}
