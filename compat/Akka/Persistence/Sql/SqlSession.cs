using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>The connection that writes, with its statements prepared; one thread.</summary>
internal sealed class SqlSession : IStoreSession, IDisposable
{
    private readonly SqlDialect _dialect;
    private readonly DbConnection _connection;
    private readonly EventInsert _insert;
    private DbTransaction? _transaction;
    private long _now;

    public SqlSession(SqlDialect dialect, string writer, bool initialize)
    {
        _dialect = dialect;
        _connection = dialect.OpenForWriting();
        try
        {
            if (initialize)
            {
                dialect.Initialize(_connection);
            }

            _insert = dialect.Insert(_connection, writer);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public void Begin()
    {
        _transaction = _connection.BeginTransaction();
        _insert.Transaction = _transaction;
        _now = TimeProvider.System.GetUtcNow().Ticks;
    }

    /// <param name="fence">What must hold when the transaction is committed.</param>
    /// <exception cref="LeaseLostException">It does not.</exception>
    public void Commit(Fence fence)
    {
        _insert.Flush();

        // Last, so that whoever takes the lease over waits for no longer than a commit.
        fence.Require(_dialect, _transaction!);
        _transaction!.Commit();
        End();
    }

    public void Rollback()
    {
        _insert.Clear();
        try
        {
            _transaction?.Rollback();
        }
        finally
        {
            End();
        }
    }

    public void Append(StoredEvent stored) => _insert.Add(stored, _now);

    public void Dispose()
    {
        _transaction?.Dispose();
        _insert.Dispose();
        _connection.Dispose();
        _dialect.Release(_connection);
    }

    internal static DbCommand Command(DbConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
        _insert.Transaction = null;
    }
}
