using Microsoft.Data.Sqlite;

namespace Sweep.Coordinator.Results;

/// <summary>One insert statement, compiled once and run for row after row.</summary>
internal sealed class PreparedInsert : IDisposable
{
    private readonly SqliteCommand command;

    /// <param name="columns">Comma-separated.</param>
    /// <param name="conflict">What follows <c>on conflict</c>.</param>
    public PreparedInsert(SqliteConnection connection, string table, string columns, string conflict)
    {
        var names = columns.Split(',', StringSplitOptions.TrimEntries);
        command = connection.CreateCommand();
        command.CommandText = $"insert into {table}({columns}) values ({string.Join(", ", names.Select(name => "@" + name))}) on conflict{conflict}";
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        }
    }

    /// <returns>Rows added or changed: 0 where the one that is there stays.</returns>
    public int Run(SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();
}
