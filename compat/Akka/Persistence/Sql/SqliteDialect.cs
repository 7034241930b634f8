using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql;

/// <summary>SQLite through Microsoft.Data.Sqlite.</summary>
internal sealed class SqliteDialect(string connectionString) : SqlDialect
{
    private const int Constraint = 19;
    private const int TooBig = 18;

    // The Julian day of 1970-01-01 is 2440587.5.
    protected override string Clock => "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";

    protected override string ForShare => string.Empty;

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

    protected override string CreateLeases => """
        CREATE TABLE IF NOT EXISTS leases (name TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, token BIGINT NOT NULL, expires BIGINT NOT NULL);
        """;

    public override DbConnection OpenForWriting() => Open();

    public override EventInsert Insert(DbConnection connection, string writer) => new PreparedEventInsert(connection, InsertEvent, writer);

    public override DbConnection Open()
    {
        SystemSqlite.Use();
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();

            // FULL, because with less a power cut may take the end of the journal, while what was derived from it elsewhere stays.
            command.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
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
        failure is SqliteException { SqliteErrorCode: Constraint or TooBig } or not (DbException or ObjectDisposedException or LeaseLostException);

    public override void Release(DbConnection connection) => SqliteConnection.ClearPool((SqliteConnection)connection);
}
