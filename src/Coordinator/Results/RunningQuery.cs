using System.Data.Common;

namespace Sweep.Coordinator.Results;

/// <summary>A query whose rows are being read, on a connection of its own.</summary>
internal sealed class RunningQuery : IDisposable
{
    private readonly DbConnection connection;
    private readonly DbCommand command;

    private RunningQuery(DbConnection connection, string text, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        this.connection = connection;
        command = connection.Command(text, parameters);
        Reader = command.ExecuteReader();
    }

    public DbDataReader Reader { get; }

    /// <summary>A connection of the pool that the server has closed meanwhile is found out here, and replaced by a new one.</summary>
    public static RunningQuery Start(SqlDialect dialect, string text, (string Name, object? Value)[] parameters)
    {
        try
        {
            return Begin(dialect, text, parameters);
        }
        catch (DbException error) when (dialect.Explain(error).Failure == StoreFailure.Away)
        {
            return Begin(dialect, text, parameters);
        }
    }

    public void Dispose()
    {
        Reader.Dispose();
        command.Dispose();
        connection.Dispose();
    }

    private static RunningQuery Begin(SqlDialect dialect, string text, (string Name, object? Value)[] parameters)
    {
        var connection = dialect.OpenForReading();
        try
        {
            return new RunningQuery(connection, text, parameters);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
