using System.Data.Common;
using Akka.Persistence;
using Akka.Persistence.Sql;
using Akka.Serialization;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Compat.Persistence;

/// <summary>Two processes with one journal, of which one is in charge.</summary>
public abstract class FenceTests(JournalDatabase database) : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly List<Writer> _writers = [];

    public void Dispose()
    {
        _writers.ForEach(writer => writer.Store.Dispose());
        database.Dispose();
    }

    [Fact]
    public async Task Without_a_lease_everybody_writes()
    {
        Assert.Null(await Start("a").Append(1));
        Assert.Null(await Start("b").Append(2));
    }

    [Fact]
    public async Task Who_lost_the_lease_writes_nothing_more_and_its_successor_does()
    {
        var (first, second) = (Start("a"), Start("b"));
        Assert.Equal(1, first.Acquire(Long));
        Assert.Null(await first.Append(1));
        first.Leases.Release("x", "a");
        Assert.Equal(2, second.Acquire(Long));

        Assert.IsType<LeaseLostException>(await first.Append(2));
        Assert.Null(await second.Append(2));
        Assert.IsType<LeaseLostException>(await first.Append(3));
        Assert.Equal([1L, 2L], Numbers());
    }

    [Fact]
    public async Task A_lease_that_expired_is_good_until_somebody_takes_it()
    {
        var first = Start("a");
        first.Acquire(TimeSpan.Zero);

        Assert.Null(await first.Append(1));
        Assert.Equal(1, first.Acquire(Long));
        Assert.Equal(0, Start("b").Acquire(Long));
    }

    [Fact]
    public async Task A_zombie_that_wakes_up_after_two_terms_writes_nothing_even_if_it_asks_again()
    {
        var (first, second, third) = (Start("a"), Start("b"), Start("c"));
        first.Acquire(TimeSpan.Zero);
        second.Acquire(TimeSpan.Zero);
        third.Acquire(Long);

        Assert.Equal(0, first.Acquire(Long));
        Assert.IsType<LeaseLostException>(await first.Append(1));
        Assert.IsType<LeaseLostException>(await second.Append(1));
        Assert.Null(await third.Append(1));
    }

    [Fact]
    public async Task A_clock_set_forward_hands_over_early_and_shuts_the_old_one_out()
    {
        var (first, second) = (Start("a"), Start("b"));
        first.Acquire(Long);
        database.Rows("UPDATE leases SET expires = expires - 3600000");

        Assert.Equal(2, second.Acquire(Long));
        Assert.IsType<LeaseLostException>(await first.Append(1));
    }

    [Fact]
    public async Task A_clock_set_back_keeps_nobody_out()
    {
        var (first, second) = (Start("a"), Start("b"));
        first.Acquire(Long);
        database.Rows("UPDATE leases SET expires = expires + 3600000");

        Assert.Equal(2, second.Acquire(Long));
        Assert.IsType<LeaseLostException>(await first.Append(1));
    }

    [Fact]
    public async Task Taking_over_waits_for_a_write_that_is_being_committed()
    {
        var (first, second) = (Start("a"), Start("b"));
        first.Acquire(TimeSpan.Zero);
        using var connection = first.Dialect.OpenForWriting();
        if (database.Kind == "postgres")
        {
            // The server ends transactions that wait for long, and this one waits for another process.
            using var patience = connection.CreateCommand();
            patience.CommandText = "SET idle_in_transaction_session_timeout = 60000";
            patience.ExecuteNonQuery();
        }

        using var transaction = connection.BeginTransaction();
        first.Fence.Require(first.Dialect, transaction);

        var taken = Task.Run(() => second.Acquire(Long));
        if (database.Kind == "postgres")
        {
            await Until(() => database.Rows("SELECT 1 FROM pg_locks WHERE NOT granted").Count > 0);
        }

        Assert.False(taken.IsCompleted);
        transaction.Commit();
        Assert.Equal(2, await taken.WaitAsync(Probe.Patience));
    }

    [Fact]
    public async Task A_transaction_that_was_begun_in_time_and_ends_too_late_fails()
    {
        var (first, second) = (Start("a"), Start("b"));
        first.Acquire(TimeSpan.Zero);
        Assert.Null(await first.Append(1));
        using (var connection = first.Dialect.OpenForWriting())
        using (var transaction = connection.BeginTransaction())
        {
            if (database.Kind == "postgres")
            {
                second.Acquire(Long);
                Assert.Throws<LeaseLostException>(() => first.Fence.Require(first.Dialect, transaction));
            }
        }

        second.Acquire(Long);
        Assert.IsType<LeaseLostException>(await first.Append(2));
    }

    [Fact]
    public async Task An_event_that_does_not_fit_fails_alone()
    {
        var writer = Start("a");
        writer.Acquire(Long);
        using (var _ = database.Lock())
        {
            // All of these wait, and go into one transaction.
            writer.Gather(1, 2, 2, 3);
        }

        Assert.Equal([true, true, false, true], (await Task.WhenAll(writer.Gathered)).Select(failure => failure is null));
        Assert.Equal([1L, 2L, 3L], Numbers());
    }

    private protected Writer Start(string holder)
    {
        var writer = new Writer(database, holder);
        _writers.Add(writer);
        return writer;
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Probe.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private List<long> Numbers() => [.. database.Rows("SELECT sequence_number FROM journal ORDER BY ordering").Select(row => (long)row[0])];

    private protected sealed class Writer
    {
        private readonly string _holder;

        public Writer(JournalDatabase database, string holder)
        {
            _holder = holder;
            Dialect = SqlDialect.For(database.ProviderName, database.ConnectionString);
            Store = new SqlEventStore(Dialect, Fence, null!, initialize: true, _ => { });
            Leases = new SqlLeases(Dialect, Fence);
            using var connection = Dialect.OpenForWriting();
            Dialect.Initialize(connection);
        }

        public SqlDialect Dialect { get; }

        public Fence Fence { get; } = new();

        public SqlEventStore Store { get; }

        public SqlLeases Leases { get; }

        public List<Task<Exception?>> Gathered { get; } = [];

        /// <summary>The token of the term; 0 when another one holds the lease.</summary>
        public long Acquire(TimeSpan duration) => Leases.Acquire("x", _holder, duration) is { } state && state.Holder == _holder ? state.Token : 0;

        public void Gather(params long[] numbers) => Gathered.AddRange(numbers.Select(Append));

        /// <summary>Writes one event; the result is why it failed.</summary>
        public Task<Exception?> Append(long number)
        {
            var written = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var stored = new StoredEvent("notebook", number, null, [1], 4711, "noted");
            Store.Submit(new StoreOperation.Append(new EventWriter(), [stored], failure => written.SetResult(failure)));
            return written.Task.WaitAsync(Probe.Patience);
        }
    }
}

public sealed class SqliteFenceTests() : FenceTests(new SqliteJournal());

public sealed class PostgresFenceTests() : FenceTests(new PostgresJournal())
{
    [Fact]
    public async Task A_process_that_is_stopped_in_mid_transaction_holds_nobody_up()
    {
        var (first, second) = (Start("a"), Start("b"));
        first.Acquire(TimeSpan.Zero);
        using var connection = first.Dialect.OpenForWriting();
        using var transaction = connection.BeginTransaction();
        first.Fence.Require(first.Dialect, transaction);

        // It never says another word, and the server gives up on it.
        Assert.Equal(2, await Task.Run(() => second.Acquire(TimeSpan.FromMinutes(5))).WaitAsync(Probe.Patience));
        Assert.ThrowsAny<DbException>(transaction.Commit);
    }
}
