using Microsoft.Data.Sqlite;
using Sweep.Coordinator.Results;
using Sweep.Postgres;

namespace Sweep.Coordinator.Tests.Support;

/// <summary>An empty database for one test.</summary>
public abstract class TestDatabase : IDisposable
{
    public abstract Database Database { get; }

    public static TestDatabase Sqlite() => new OfSqlite();

    public static TestDatabase Postgres() => new OfPostgres();

    /// <summary>A second one of the same kind.</summary>
    public abstract TestDatabase Another();

    /// <summary>The first column of the first row, as text; null when there is none.</summary>
    public abstract string? Scalar(string sql);

    public abstract void Dispose();

    private sealed class OfSqlite : TestDatabase
    {
        private readonly TemporaryFolder folder = new();

        public override Database Database => Database.File(folder["sweep.db"]);

        public override TestDatabase Another() => new OfSqlite();

        public override string? Scalar(string sql)
        {
            using var connection = new SqliteConnection($"{Database.ConnectionString};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return FormattableString.Invariant($"{command.ExecuteScalar()}");
        }

        public override void Dispose() => folder.Dispose();
    }

    private sealed class OfPostgres : TestDatabase
    {
        public override Database Database { get; } = Database.Parse(PostgresServer.Shared.NewDatabase());

        public override TestDatabase Another() => new OfPostgres();

        public override string? Scalar(string sql) =>
            PostgresServer.Rows(Database.ConnectionString, sql) is [[var first, ..], ..] ? FormattableString.Invariant($"{first}") : null;

        public override void Dispose()
        {
        }
    }
}
