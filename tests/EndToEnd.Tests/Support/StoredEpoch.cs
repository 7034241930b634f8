using Microsoft.Data.Sqlite;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>An epoch of a run, as the database has it.</summary>
/// <param name="Times">How often it was trained: an attempt that goes on from a checkpoint says the epochs in it again, with the seconds that they took.</param>
internal sealed record StoredEpoch(int Run, int Number, int Times)
{
    /// <summary>In the order of runs and epochs; also while the sweep goes on.</summary>
    public static IReadOnlyList<StoredEpoch> Of(string root, string sweep)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(root, "sweep.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select run, epoch, count(distinct seconds) from epochs where sweep = @sweep group by run, epoch order by run, epoch";
        command.Parameters.AddWithValue("@sweep", sweep);
        using var reader = command.ExecuteReader();
        var epochs = new List<StoredEpoch>();
        while (reader.Read())
        {
            epochs.Add(new StoredEpoch(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2)));
        }

        return epochs;
    }
}
