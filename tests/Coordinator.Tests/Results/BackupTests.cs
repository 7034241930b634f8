using Microsoft.Data.Sqlite;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;
using Sweep.Postgres;

namespace Sweep.Coordinator.Tests.Results;

/// <summary>The commands of docs/operations.md: what was dumped is read again, and goes on.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Dump_of_PostgreSQL_is_restored_and_goes_on()
    {
        var server = PostgresServer.Shared;
        var (connection, restored) = (server.NewDatabase(), server.NewDatabase());
        using var store = ResultsStore.Open(Database.Parse(connection));
        var digest = Fill(store);

        server.Run(connection, "pg_dump", "--format", "custom", "--file", folder["sweep.dump"]);
        store.Write(new StoreBatch { Results = [StoreRows.Completed(3)] });
        server.Run(restored, "pg_restore", "--exit-on-error", folder["sweep.dump"]);

        GoesOn(Database.Parse(restored), digest);
    }

    [Fact]
    public void Backup_of_SQLite_is_restored_and_goes_on()
    {
        using var store = ResultsStore.Open(folder["sweep.db"]);
        var digest = Fill(store);

        // What `.backup` of the shell does.
        using (var from = new SqliteConnection($"Data Source={folder["sweep.db"]};Mode=ReadOnly;Pooling=False"))
        using (var to = new SqliteConnection($"Data Source={folder["backup.db"]};Pooling=False"))
        {
            from.Open();
            to.Open();
            from.BackupDatabase(to);
        }

        store.Write(new StoreBatch { Results = [StoreRows.Completed(3)] });

        GoesOn(Database.File(folder["backup.db"]), digest);
    }

    private static string Fill(ResultsStore store)
    {
        store.TakeCharge("before");
        store.Write(new StoreBatch
        {
            Sweeps = [StoreRows.SweepNamed() with { Completed = 2, Failed = 1, ProjectedSequence = 4 }],
            Results = [StoreRows.Completed(0), StoreRows.Completed(1, double.NaN), StoreRows.Failed(2)],
            Epochs = [StoreRows.Epoch(0, 1), StoreRows.Epoch(0, 2)],
            Events = [new EventRow(StoreRows.Sweep, StoreRows.Start, null, null, "sweep-submitted", "4 runs")],
            Progress = [new ProgressRow(StoreRows.Sweep, StoreRows.Start, "{}")],
        });
        store.AddRequest(StoreRows.Sweep, RequestKind.Pause, StoreRows.Start);
        return store.Digest(StoreRows.Sweep);
    }

    private static void GoesOn(Database database, string digest)
    {
        using var store = ResultsStore.Open(database);
        Assert.Equal(digest, store.Digest(StoreRows.Sweep));
        Assert.Equal([RunState.Completed, RunState.Completed, RunState.Failed], store.Results(StoreRows.Sweep).Select(result => result.State).Order());
        Assert.Equal(2, store.Epochs(StoreRows.Sweep).Count());
        Assert.Equal(RequestKind.Pause, Assert.Single(store.PendingRequests()).Kind);

        // The counters go on where they were, and so do the terms.
        store.AddRequest(StoreRows.Sweep, RequestKind.Resume, StoreRows.Start);
        Assert.Equal([1L, 2L], store.PendingRequests().Select(request => request.Id));
        Assert.True(store.TakeCharge("after"));
        store.Write(new StoreBatch { Results = [StoreRows.Completed(2)], Sweeps = [StoreRows.SweepNamed() with { Completed = 3, ProjectedSequence = 5 }] });
        Assert.Equal(3, store.FindSweep(StoreRows.Sweep)!.Completed);
    }
}
