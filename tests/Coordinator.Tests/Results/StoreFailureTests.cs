using Microsoft.Data.Sqlite;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Results;

public sealed class StoreFailureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Full_disk_stores_nothing_of_the_batch_and_keeps_what_was_there()
    {
        using var store = ResultsStore.Open(folder["sweep.db"], quotaBytes: 400_000);
        store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] });

        var error = Assert.Throws<StoreException>(
            () => store.Write(new StoreBatch { Results = [.. Enumerable.Range(1, 2000).Select(run => StoreRows.Completed(run))] }));

        Assert.Equal(StoreFailure.DiskFull, error.Failure);
        Assert.Contains(store.Database.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal([StoreRows.Completed(0)], store.Results(StoreRows.Sweep));
        store.Write(new StoreBatch { Results = [StoreRows.Completed(1)] });
        Assert.Equal(2, store.Results(StoreRows.Sweep).Count());
    }

    [Fact]
    public void Killed_writer_leaves_whole_batches_and_all_that_it_said_were_stored()
    {
        var said = 0;
        using (var child = ChildProcess.WritingBatches(folder["sweep.db"]))
        {
            for (var lines = 0; lines < 20; lines++)
            {
                said = int.Parse(child.ReadLine(), System.Globalization.CultureInfo.InvariantCulture);
            }

            child.Kill();
        }

        using var store = ResultsStore.Open(folder["sweep.db"]);
        var runs = store.Results(StoreRows.Sweep).Count();

        Assert.True(runs >= said);
        Assert.Equal(0, runs % 50);
        Assert.Equal(runs * 2, store.Epochs(StoreRows.Sweep).Count());
    }

    [Fact]
    public void Log_torn_anywhere_leaves_whole_batches()
    {
        const int batches = 5; // Few enough that none is moved from the log into the database yet.
        using var child = ChildProcess.WritingBatches(folder["sweep.db"], batches);
        for (var lines = 0; lines < batches; lines++)
        {
            child.ReadLine();
        }

        child.Kill();
        var log = File.ReadAllBytes(folder["sweep.db-wal"]);
        foreach (var tenths in Enumerable.Range(0, 10))
        {
            using var copy = new TemporaryFolder();
            File.Copy(folder["sweep.db"], copy["sweep.db"]);
            File.WriteAllBytes(copy["sweep.db-wal"], log[..(log.Length * tenths / 10)]);

            using var store = ResultsStore.Open(copy["sweep.db"]);
            var runs = store.Results(StoreRows.Sweep).Count();

            Assert.Equal(0, runs % 50);
            Assert.Equal(runs * 2, store.Epochs(StoreRows.Sweep).Count());
        }
    }

    [Fact]
    public void Lock_that_another_process_holds_for_too_long_is_told_as_busy()
    {
        using var store = ResultsStore.Open(folder["sweep.db"], patience: TimeSpan.FromMilliseconds(20));
        using var other = new SqliteConnection($"Data Source={store.Database};Pooling=False");
        other.Open();
        using var transaction = other.BeginTransaction();

        var error = Assert.Throws<StoreException>(() => store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] }));

        Assert.Equal(StoreFailure.Busy, error.Failure);
        transaction.Rollback();
        Assert.Empty(store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] }));
    }

    [Fact]
    public void File_that_is_no_database_is_told_as_corrupt()
    {
        File.WriteAllText(folder["sweep.db"], new string('x', 5000));

        var error = Assert.Throws<StoreException>(() => ResultsStore.Open(folder["sweep.db"]));

        Assert.Equal(StoreFailure.Corrupt, error.Failure);
        Assert.Contains("--root", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_in_a_folder_that_is_not_there_is_told_as_unwritable() =>
        Assert.Equal(StoreFailure.ReadOnly, Assert.Throws<StoreException>(() => ResultsStore.Open(folder["absent/sweep.db"])).Failure);

    [Fact]
    public void Reading_where_no_store_is_makes_none()
    {
        var error = Assert.Throws<StoreException>(() => ResultsStore.OpenForReading(folder["sweep.db"]));

        Assert.Equal(StoreFailure.Missing, error.Failure);
        Assert.Contains("sweep run", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Store_of_a_newer_version_is_refused_and_left_alone()
    {
        using (ResultsStore.Open(folder["sweep.db"])) { }
        using (var connection = new SqliteConnection($"Data Source={folder["sweep.db"]};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "update schema_version set version = 1000";
            command.ExecuteNonQuery();
        }

        Assert.Equal(StoreFailure.TooNew, Assert.Throws<StoreException>(() => ResultsStore.Open(folder["sweep.db"])).Failure);
        Assert.Equal(StoreFailure.TooNew, Assert.Throws<StoreException>(() => ResultsStore.OpenForReading(folder["sweep.db"])).Failure);
    }

    [Fact]
    public void Store_opened_for_reading_refuses_to_write()
    {
        using (ResultsStore.Open(folder["sweep.db"])) { }
        using var store = ResultsStore.OpenForReading(folder["sweep.db"]);

        Assert.Throws<InvalidOperationException>(() => store.Write(new StoreBatch()));
    }
}
