using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Sweep.Coordinator.Results;

/// <summary>One insert statement, compiled once and run for row after row: the fastest there is inside one process.</summary>
internal sealed class PreparedInsert : RowInsert
{
    private readonly SqliteCommand command;

    public PreparedInsert(SqliteConnection connection, string table, string columns, string conflict)
    {
        var names = Columns(columns).Select(column => column.Name).ToList();
        command = connection.CreateCommand();
        command.CommandText =
            $"insert into {table}({string.Join(", ", names)}) values ({string.Join(", ", names.Select(name => "@" + name))}) on conflict {conflict}";
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        }
    }

    public override IReadOnlyList<int> Run(DbTransaction transaction, IEnumerable<object?[]> rows)
    {
        command.Transaction = (SqliteTransaction)transaction;
        List<int>? refused = null;
        var position = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters[i].Value = row[i] ?? DBNull.Value;
            }

            if (command.ExecuteNonQuery() == 0)
            {
                (refused ??= []).Add(position);
            }

            position++;
        }

        return refused ?? [];
    }

    public override void Dispose() => command.Dispose();
}
