using System.Data.Common;

namespace Sweep.Coordinator.Results;

/// <summary>Puts rows into one table. Used by one thread at a time.</summary>
internal abstract class RowInsert : IDisposable
{
    /// <param name="rows">Their values in the order of the columns: strings, integers, real numbers, null.</param>
    /// <returns>Positions of rows that changed nothing, because the one that is there stays; only told where a conflict may update.</returns>
    public abstract IReadOnlyList<int> Run(DbTransaction transaction, IEnumerable<object?[]> rows);

    public abstract void Dispose();

    /// <summary>Comma-separated names, each with its type.</summary>
    public static (string Name, string Type)[] Columns(string columns) =>
        [.. columns.Split(',', StringSplitOptions.TrimEntries).Select(column => column.Split(' ')).Select(parts => (parts[0], parts[1]))];
}
