using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>All SQL there is; tables and columns are those of Akka.Persistence.Sql's default mapping.</summary>
internal abstract class SqlDialect : IDisposable
{
    public string InsertEvent => """
        INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
        VALUES (@created, @deleted, @persistence_id, @sequence_number, @message, @manifest, @identifier, @writer_uuid)
        """;

    /// <summary>Milliseconds since 1970 by the clock of the database, at the moment of asking.</summary>
    protected abstract string Clock { get; }

    /// <summary>Follows a select whose rows nobody may change before the transaction ends, where transactions do not exclude each other anyway.</summary>
    protected abstract string ForShare { get; }

    public string SelectEvents => """
        SELECT sequence_number, message, identifier, manifest FROM journal
        WHERE persistence_id = @persistence_id AND deleted = @deleted
        ORDER BY sequence_number
        """;

    public string SelectHighest => "SELECT MAX(sequence_number) FROM journal WHERE persistence_id = @persistence_id";

    /// <summary>
    /// A lease that ends more than three durations ahead was taken before the clock was set back, and would keep everybody out for as long as
    /// it was set back: it counts as expired.
    /// </summary>
    public string AcquireLease => $"""
        INSERT INTO leases (name, holder, token, expires) VALUES (@name, @holder, 1, {Clock} + @duration)
        ON CONFLICT (name) DO UPDATE SET
            token = CASE WHEN leases.holder = excluded.holder THEN leases.token ELSE leases.token + 1 END,
            holder = excluded.holder, expires = excluded.expires
        WHERE leases.holder = excluded.holder OR leases.expires <= {Clock} OR leases.expires > {Clock} + 3 * @duration
        RETURNING token
        """;

    public string SelectLease => "SELECT holder, token FROM leases WHERE name = @name";

    public string ReleaseLease => "UPDATE leases SET expires = 0 WHERE name = @name AND holder = @holder";

    /// <summary>No row unless this lease is the newest of its name.</summary>
    public string RequireLease => $"SELECT token FROM leases WHERE name = @name AND holder = @holder AND token = @token {ForShare}";

    protected abstract string CreateTables { get; }

    protected abstract string CreateLeases { get; }

    /// <exception cref="NotSupportedException">The provider is not known.</exception>
    public static SqlDialect For(string providerName, string connectionString) =>
        providerName.StartsWith("SQLite", StringComparison.OrdinalIgnoreCase) ? new SqliteDialect(connectionString)
        : providerName.StartsWith("PostgreSQL", StringComparison.OrdinalIgnoreCase) ? new PostgresDialect(connectionString)
        : throw new NotSupportedException($"`providerName` is \"{providerName}\", but must be \"SQLite.MS\" or \"PostgreSQL.15\".");

    /// <summary>A connection to read from.</summary>
    public abstract DbConnection Open();

    public abstract DbConnection OpenForWriting();

    /// <summary>The way in which events get in fastest.</summary>
    public abstract EventInsert Insert(DbConnection connection, string writer);

    /// <summary>True where only the operation itself is to blame, so that others may go on without it.</summary>
    public abstract bool ConcernsOperation(Exception failure);

    /// <summary>True where there is no server any more behind a connection, and one may be there soon.</summary>
    public virtual bool IsAway(Exception failure) => false;

    /// <summary>Makes tables and indexes where they are missing.</summary>
    public void Initialize(DbConnection connection) => Execute(connection, CreateTables);

    /// <summary>Makes the table of leases where it is missing.</summary>
    public void InitializeLeases(DbConnection connection) => Execute(connection, CreateLeases);

    /// <summary>Gives back what closed connections hold.</summary>
    public virtual void Release(DbConnection connection)
    {
    }

    public virtual void Dispose()
    {
    }

    /// <summary>In one transaction, which other processes wait for.</summary>
    protected virtual void Execute(DbConnection connection, string statements)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, statements);
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}
