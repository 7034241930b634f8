using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sweep.Postgres;

namespace Sweep.Akka.Tests.Support;

/// <summary>An empty database for the journal of one test, and how its SQL differs from the others'.</summary>
public abstract class JournalDatabase : IDisposable
{
    /// <summary>The ending of dumps.</summary>
    public abstract string Kind { get; }

    public abstract string ConnectionString { get; }

    public abstract string ProviderName { get; }

    /// <summary>The bytes 0.</summary>
    public abstract string Zero { get; }

    /// <summary>Not true.</summary>
    public abstract string False { get; }

    /// <summary>The bytes of a column as text.</summary>
    public abstract string Text(string column);

    public abstract string SelectColumns(string table);

    /// <summary>Begins again without tables.</summary>
    public abstract void Clear();

    /// <summary>The rows of a query, each with its columns.</summary>
    public List<object[]> Rows(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Keeps everybody else from writing until it is disposed.</summary>
    public abstract IDisposable Lock();

    public abstract void Dispose();

    protected abstract DbConnection Connect();
}

/// <summary>A file.</summary>
public sealed class SqliteJournal : JournalDatabase
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sweep-journal-");
    private int _files = 1;

    public override string Kind => "sqlite";

    public override string ConnectionString => $"Data Source={Path.Combine(_directory.FullName, $"journal-{_files}.db")}";

    public override string ProviderName => "SQLite.MS";

    public override string Zero => "x'00'";

    public override string False => "0";

    public override string Text(string column) => $"CAST({column} AS TEXT)";

    public override string SelectColumns(string table) => $"SELECT name FROM pragma_table_info('{table}')";

    public override void Clear() => _files++;

    public override IDisposable Lock()
    {
        var connection = Connect();
        connection.BeginTransaction();
        return connection;
    }

    public override void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    protected override DbConnection Connect()
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        return connection;
    }
}

/// <summary>A database of the tests' own server.</summary>
public sealed class PostgresJournal : JournalDatabase
{
    private string _connectionString = PostgresServer.Shared.NewDatabase();

    public override string Kind => "postgres";

    public override string ConnectionString => _connectionString;

    public override string ProviderName => "PostgreSQL.15";

    public override string Zero => "'\\x00'::bytea";

    public override string False => "false";

    public override string Text(string column) => $"convert_from({column}, 'UTF8')";

    public override string SelectColumns(string table) => $"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'";

    public override void Clear() => _connectionString = PostgresServer.Shared.NewDatabase();

    public override IDisposable Lock()
    {
        var connection = Connect();
        var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, "LOCK TABLE journal IN EXCLUSIVE MODE");
        command.ExecuteNonQuery();
        return connection;
    }

    public override void Dispose()
    {
    }

    protected override DbConnection Connect()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        return connection;
    }
}
