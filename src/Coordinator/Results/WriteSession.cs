using System.Data;
using System.Data.Common;

namespace Sweep.Coordinator.Results;

/// <summary>The connection that writes, with its statements. Used by one thread at a time.</summary>
internal sealed class WriteSession : IDisposable
{
    private WriteSession(SqlDialect dialect, DbConnection connection) => (Connection, Batches) = (connection, new BatchWriter(dialect, connection));

    public DbConnection Connection { get; }

    public BatchWriter Batches { get; }

    public bool IsBroken => Connection.State != ConnectionState.Open;

    public static WriteSession Open(SqlDialect dialect, bool create, long? quotaBytes)
    {
        var connection = dialect.OpenForWriting(create);
        try
        {
            if (create)
            {
                Schema.Migrate(dialect, connection);
            }

            if (quotaBytes is { } quota)
            {
                dialect.Limit(connection, quota);
            }

            return new WriteSession(dialect, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Batches.Dispose();
        Connection.Dispose();
    }
}
