using System.Data.Common;

namespace Sweep.Coordinator.Results;

/// <summary>
/// What the databases do not have in common: how to connect, how to lay out tables, how rows get in fast, what errors mean. All other
/// statements are understood by both.
/// </summary>
internal abstract class SqlDialect(Database database) : IDisposable
{
    public Database Database { get; } = database;

    /// <summary>The type of words, compared byte by byte.</summary>
    public abstract string Text { get; }

    /// <summary>The type of JSON whose text is kept as it is.</summary>
    public abstract string Json { get; }

    /// <summary>Rows lie in the order of their primary key, in one tree instead of two, where there is such a thing.</summary>
    public abstract string ByPrimaryKey { get; }

    /// <summary>Counts up by itself; numbers are never given twice.</summary>
    public abstract string Counter { get; }

    /// <summary>Begins a change of tables, which one process does at a time; null where the transaction itself sees to it.</summary>
    public abstract string? LockSchema { get; }

    /// <summary>Selects 1 when the table <c>@name</c> is there, else 0.</summary>
    public abstract string TableExists { get; }

    /// <summary>Milliseconds since 1970 by the clock of the database, at the moment of asking.</summary>
    public abstract string Clock { get; }

    /// <summary>Follows a select whose rows nobody may change before the transaction ends, where transactions do not exclude each other anyway.</summary>
    public abstract string ForShare { get; }

    public static SqlDialect For(Database database, TimeSpan patience) => database switch
    {
        Database.SqliteFile file => new SqliteDialect(file, patience),
        Database.PostgresServer server => new PostgresDialect(server, patience),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database, "No dialect is known for it."),
    };

    /// <param name="create">Make the database where it is missing and can be made.</param>
    public abstract DbConnection OpenForWriting(bool create);

    public abstract DbConnection OpenForReading();

    /// <exception cref="StoreException">There is no database to read.</exception>
    public abstract void RequireDatabase();

    /// <param name="columns">Each with its type: text, json, integer, real. Those of the primary key come first.</param>
    /// <param name="keys">How many are the primary key.</param>
    /// <param name="conflict">What follows <c>on conflict</c>.</param>
    public abstract RowInsert Insert(DbConnection connection, string table, string columns, int keys, string conflict);

    /// <summary>Lets the database grow to that many bytes and no further, as a full disk would.</summary>
    public abstract void Limit(DbConnection connection, long quotaBytes);

    /// <summary>A short word on what went wrong, where, and what to do.</summary>
    public abstract StoreException Explain(DbException error);

    public virtual void Dispose()
    {
    }
}
