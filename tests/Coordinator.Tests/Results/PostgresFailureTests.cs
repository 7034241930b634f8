using Npgsql;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Postgres;

namespace Sweep.Coordinator.Tests.Results;

/// <summary>What a server can do to a store: each test has a server of its own.</summary>
public sealed class PostgresFailureTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly PostgresServer server = PostgresServer.Start();
    private readonly Database database;

    public PostgresFailureTests() => database = Database.Parse(server.NewDatabase());

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        server.Dispose();
    }

    [Fact]
    public void Server_that_was_restarted_is_written_and_read_again_without_anyone_noticing()
    {
        using var store = ResultsStore.Open(database);
        store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] });
        Assert.Single(store.Results(StoreRows.Sweep));

        server.Stop();
        server.StartAgain();

        store.Write(new StoreBatch { Results = [StoreRows.Completed(1)] });
        Assert.Equal(2, store.Results(StoreRows.Sweep).Count());
    }

    [Fact]
    public void Server_that_is_stopped_is_told_as_away_and_back_when_it_is()
    {
        using var store = ResultsStore.Open(database);
        store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] });
        server.Stop();

        var writing = Assert.Throws<StoreException>(() => store.Write(new StoreBatch { Results = [StoreRows.Completed(1)] }));
        var reading = Assert.Throws<StoreException>(() => store.Results(StoreRows.Sweep).Count());
        Assert.Equal((StoreFailure.Away, StoreFailure.Away), (writing.Failure, reading.Failure));
        Assert.Equal(StoreFailure.Away, Assert.Throws<StoreException>(() => ResultsStore.Open(database)).Failure);

        server.StartAgain();
        store.Write(new StoreBatch { Results = [StoreRows.Completed(1)] });
        Assert.Equal(2, store.Results(StoreRows.Sweep).Count());
    }

    [Fact]
    public async Task Server_that_crashes_in_the_middle_of_writes_keeps_whole_batches_and_all_that_were_confirmed()
    {
        const int batchRuns = 200;
        using var store = ResultsStore.Open(database);
        var (confirmed, crashes, failures) = (0, 0, 0);
        using var patience = new CancellationTokenSource(Limit);
        var writer = Task.Run(() =>
        {
            while (Volatile.Read(ref crashes) < 3 || failures == 0)
            {
                patience.Token.ThrowIfCancellationRequested();
                var runs = Enumerable.Range(confirmed * batchRuns, batchRuns).ToList();
                try
                {
                    store.Write(new StoreBatch
                    {
                        Results = [.. runs.Select(run => StoreRows.Completed(run))],
                        Epochs = [.. runs.SelectMany(run => Enumerable.Range(1, 10).Select(epoch => StoreRows.Epoch(run, epoch)))],
                    });
                    Interlocked.Increment(ref confirmed);
                }
                catch (StoreException error) when (error.Failure == StoreFailure.Away)
                {
                    failures++;
                }
            }
        });

        for (; crashes < 3; Interlocked.Increment(ref crashes))
        {
            var before = Volatile.Read(ref confirmed);
            await Until(() => Volatile.Read(ref confirmed) > before + 2);
            server.Stop(crash: true);
            server.StartAgain();
        }

        await writer;
        var stored = store.Results(StoreRows.Sweep).Count();
        Assert.Equal(confirmed * batchRuns, stored);
        Assert.Equal(stored, store.EpochCounts(StoreRows.Sweep).Count(count => count.Epochs == 10));
    }

    [Fact]
    public void Connections_that_were_killed_are_replaced()
    {
        using var store = ResultsStore.Open(database);
        store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] });
        Assert.Single(store.Results(StoreRows.Sweep));

        server.KillConnections(database.ConnectionString);

        Assert.Single(store.Results(StoreRows.Sweep));
        store.Write(new StoreBatch { Results = [StoreRows.Completed(1)] });
        Assert.Equal(2, store.Results(StoreRows.Sweep).Count());
    }

    [Fact]
    public void Leases_are_renewed_and_requests_made_on_connections_that_live()
    {
        var lease = TimeSpan.FromMinutes(5);
        using var store = ResultsStore.Open(database);
        store.AddRequest(StoreRows.Sweep, RequestKind.Pause, StoreRows.Start);
        Assert.Equal(1, store.TakeLease("some", "a", lease));

        server.KillConnections(database.ConnectionString);
        Assert.Equal(1, store.TakeLease("some", "a", lease));
        server.Stop(crash: true);
        server.StartAgain();
        store.AddRequest(StoreRows.Sweep, RequestKind.Resume, StoreRows.Start);

        Assert.Equal([RequestKind.Pause, RequestKind.Resume], store.PendingRequests().Select(request => request.Kind));
    }

    [Fact]
    public void Connection_that_is_killed_under_a_reader_is_told()
    {
        using var store = ResultsStore.Open(database);
        store.Write(new StoreBatch { Results = [.. Enumerable.Range(0, 50_000).Select(run => StoreRows.Completed(run))] });
        using var rows = store.Results(StoreRows.Sweep).GetEnumerator();
        Assert.True(rows.MoveNext());

        server.KillConnections(database.ConnectionString);

        var error = Assert.Throws<StoreException>(() =>
        {
            while (rows.MoveNext()) { }
        });
        Assert.Equal(StoreFailure.Away, error.Failure);
    }

    [Fact]
    public void Row_that_somebody_holds_for_too_long_is_told_as_busy()
    {
        using var store = ResultsStore.Open(database, patience: TimeSpan.FromMilliseconds(50));
        store.Write(new StoreBatch { Sweeps = [StoreRows.SweepNamed()] });
        using var other = new NpgsqlConnection(database.ConnectionString + ";Pooling=False");
        other.Open();
        using var transaction = other.BeginTransaction();
        using (var command = new NpgsqlCommand("select * from sweeps for update", other, transaction))
        {
            command.ExecuteNonQuery();
        }

        var error = Assert.Throws<StoreException>(() => store.Write(new StoreBatch { Sweeps = [StoreRows.SweepNamed() with { Completed = 1 }] }));

        Assert.Equal(StoreFailure.Busy, error.Failure);
        transaction.Rollback();
        store.Write(new StoreBatch { Sweeps = [StoreRows.SweepNamed() with { Completed = 1 }] });
        Assert.Equal(1, store.FindSweep(StoreRows.SweepNamed().Id)!.Completed);
    }

    [Fact]
    public void Wrong_password_is_told_without_showing_any()
    {
        var wrong = Database.Parse(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = "mistaken-4711" }.ConnectionString);

        var error = Assert.Throws<StoreException>(() => ResultsStore.Open(wrong));

        Assert.Equal(StoreFailure.Denied, error.Failure);
        Assert.DoesNotContain("mistaken", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("SWEEP_DB_FILE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_database_is_told()
    {
        var missing = Database.Parse(server.ConnectionString("nowhere"));

        var error = Assert.Throws<StoreException>(() => ResultsStore.Open(missing));

        Assert.Equal(StoreFailure.Missing, error.Failure);
        Assert.Contains("createdb", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void User_without_rights_is_told_as_read_only()
    {
        using (ResultsStore.Open(database)) { }
        PostgresServer.Execute(
            database.ConnectionString,
            $"create role guest login password '{PostgresServer.Password}'; grant select on all tables in schema public to guest");
        var guest = Database.Parse(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "guest" }.ConnectionString);

        Assert.Equal(StoreFailure.ReadOnly, Assert.Throws<StoreException>(() => ResultsStore.Open(guest)).Failure);
        using var reader = ResultsStore.OpenForReading(guest);
        Assert.Empty(reader.Sweeps());
    }

    [Fact]
    public void Store_of_a_newer_version_is_refused()
    {
        using (ResultsStore.Open(database)) { }
        PostgresServer.Execute(database.ConnectionString, "update schema_version set version = 1000");

        Assert.Equal(StoreFailure.TooNew, Assert.Throws<StoreException>(() => ResultsStore.Open(database)).Failure);
        Assert.Equal(StoreFailure.TooNew, Assert.Throws<StoreException>(() => ResultsStore.OpenForReading(database)).Failure);
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
