using System.Data.Common;
using Akka.Cluster;

namespace Akka.Persistence.Sql;

/// <summary>Leases in the database of the journal, timed by its clock alone: the clocks of the candidates do not matter.</summary>
/// <param name="fence">Whoever has acquired a lease writes its journal under that lease from then on.</param>
internal sealed class SqlLeases(SqlDialect dialect, Fence fence) : ILeases
{
    private volatile bool _initialized;

    public LeaseState Acquire(string name, string holder, TimeSpan duration)
    {
        using var connection = Open();
        using var acquire = SqlSession.Command(
            connection, dialect.AcquireLease, ("@name", name), ("@holder", holder), ("@duration", (long)duration.TotalMilliseconds));
        if (acquire.ExecuteScalar() is long token)
        {
            fence.Set(name, holder, token);
            return new LeaseState(holder, token);
        }

        using var select = SqlSession.Command(connection, dialect.SelectLease, ("@name", name));
        using var reader = select.ExecuteReader();
        return reader.Read() ? new LeaseState(reader.GetString(0), reader.GetInt64(1)) : new LeaseState(string.Empty, 0);
    }

    public void Release(string name, string holder)
    {
        using var connection = Open();
        using var release = SqlSession.Command(connection, dialect.ReleaseLease, ("@name", name), ("@holder", holder));
        release.ExecuteNonQuery();
    }

    private DbConnection Open()
    {
        var connection = dialect.OpenForWriting();
        try
        {
            if (!_initialized)
            {
                dialect.InitializeLeases(connection);
                _initialized = true;
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
