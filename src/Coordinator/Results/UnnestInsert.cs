using System.Data.Common;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Sweep.Coordinator.Results;

/// <summary>One insert statement for thousands of rows at once, each column of them an array: one way to the server and back.</summary>
internal sealed class UnnestInsert : RowInsert
{
    private const int RowsAtOnce = 20_000;

    private readonly NpgsqlCommand command;
    private readonly (string Name, string Type)[] columns;
    private readonly int keys;
    private readonly bool updates;

    public UnnestInsert(NpgsqlConnection connection, string table, string columns, int keys, string conflict)
    {
        this.columns = Columns(columns);
        this.keys = keys;
        updates = conflict.Contains("do update", StringComparison.Ordinal);
        var names = string.Join(", ", this.columns.Select(column => column.Name));
        var values = string.Join(", ", this.columns.Select(column => column.Type == "json" ? $"{column.Name}::json" : column.Name));
        var returning = updates ? "returning " + string.Join(", ", this.columns.Take(keys).Select(column => $"{table}.{column.Name}")) : "";
        command = connection.CreateCommand();
        command.CommandText =
            $"insert into {table}({names}) select {values} from unnest({string.Join(", ", this.columns.Select((_, i) => $"${i + 1}"))}) as "
                + $"given({names}) on conflict {conflict} {returning}";
        foreach (var (_, type) in this.columns)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Array | type switch
                {
                    "text" or "json" => NpgsqlDbType.Text,
                    "integer" => NpgsqlDbType.Bigint,
                    "real" => NpgsqlDbType.Double,
                    _ => throw new ArgumentException($"A column has the type {type}, but it must be text, json, integer or real.", nameof(columns)),
                },
            });
        }
    }

    public override IReadOnlyList<int> Run(DbTransaction transaction, IEnumerable<object?[]> rows)
    {
        command.Transaction = (NpgsqlTransaction)transaction;
        var refused = new List<int>();
        var position = 0;
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            if (updates)
            {
                RunInRounds(chunk, position, refused);
            }
            else
            {
                Bind(chunk);
                command.ExecuteNonQuery();
            }

            position += chunk.Length;
        }

        return refused;
    }

    public override void Dispose() => command.Dispose();

    // A statement may update no row twice, so a key's second row waits for the second round.
    private void RunInRounds(object?[][] rows, int offset, List<int> refused)
    {
        var rounds = new List<List<int>>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Length; i++)
        {
            var key = Key(rows[i]);
            var round = seen[key] = seen.GetValueOrDefault(key, -1) + 1;
            if (round == rounds.Count)
            {
                rounds.Add([]);
            }

            rounds[round].Add(i);
        }

        foreach (var round in rounds)
        {
            Bind([.. round.Select(i => rows[i])]);
            var stored = new HashSet<string>(StringComparer.Ordinal);
            using (var reader = command.ExecuteReader())
            {
                var key = new object?[keys];
                while (reader.Read())
                {
                    reader.GetValues(key!);
                    stored.Add(Key(key));
                }
            }

            refused.AddRange(round.Where(i => !stored.Contains(Key(rows[i]))).Select(i => offset + i));
        }
    }

    private string Key(object?[] row) => keys == 1 ? row[0]!.ToString()! : string.Join('\n', row.Take(keys));

    private void Bind(object?[][] rows)
    {
        for (var column = 0; column < columns.Length; column++)
        {
            command.Parameters[column].Value = columns[column].Type switch
            {
                "integer" => Array.ConvertAll(rows, row => row[column] is { } value ? Convert.ToInt64(value) : (long?)null),
                "real" => Array.ConvertAll(rows, row => (double?)row[column]),
                _ => Array.ConvertAll(rows, row => Clean((string?)row[column])),
            };
        }
    }

    // The server takes neither the character 0 nor halves of surrogate pairs, which the error of a native library may well contain.
    private static string? Clean(string? text)
    {
        if (text is null || (!text.Contains('\0', StringComparison.Ordinal) && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0))
        {
            return text;
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
    }
}
