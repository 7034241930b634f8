using Akka.Actor;
using Akka.Configuration;
using Akka.Coordination;
using Sweep.Coordinator.Leases;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Leases;

/// <summary>Two coordinators that want one lease.</summary>
public abstract class StoreLeaseTests : IAsyncLifetime
{
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ActorSystem system = ActorSystem.Create("leases");
    private readonly TestDatabase database;
    private readonly ResultsStore store;
    private readonly StoreLease first;
    private readonly StoreLease second;

    protected StoreLeaseTests(TestDatabase database)
    {
        this.database = database;
        store = ResultsStore.Open(database.Database);
        (first, second) = (Lease("a"), Lease("b"));
    }

    protected TestDatabase Database => database;

    protected StoreLease First => first;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await first.Release();
        await second.Release();
        await system.Terminate().WaitAsync(Limit);
        store.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task One_has_it_and_the_other_gets_it_when_it_is_released()
    {
        Assert.True(await first.Acquire());
        Assert.False(await second.Acquire());
        Assert.Equal((true, false), (first.CheckLease(), second.CheckLease()));

        await first.Release();

        Assert.True(await second.Acquire());
        Assert.Equal((false, true), (first.CheckLease(), second.CheckLease()));
    }

    [Fact]
    public async Task Whoever_is_in_charge_of_the_store_has_the_term_of_the_lease()
    {
        await first.Acquire();
        Assert.True(store.TakeCharge("a"));
        Assert.Equal(1, store.TermNumber);
        Assert.False(store.TakeCharge("b"));
        await first.Release();

        await second.Acquire();

        Assert.Throws<StoreException>(() => store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] }));
        Assert.True(store.TakeCharge("b"));
        Assert.Equal(2, store.TermNumber);
    }

    [Fact]
    public async Task It_is_renewed_for_as_long_as_it_is_held()
    {
        await first.Acquire();
        database.Scalar("update leases set expires = 0");

        await Until(() => database.Scalar("select count(*) from leases where expires > 0") == "1");
        Assert.False(await second.Acquire());
    }

    [Fact]
    public async Task One_whose_lease_another_took_hears_of_it()
    {
        var lost = new TaskCompletionSource<Exception>();
        await first.Acquire(lost.SetResult);

        database.Scalar("update leases set holder = 'b', token = token + 1");

        var reason = Assert.IsType<StoreException>(await lost.Task.WaitAsync(Limit));
        Assert.Equal(StoreFailure.Deposed, reason.Failure);
        Assert.False(first.CheckLease());
    }

    [Fact]
    public async Task One_that_slept_through_the_term_of_another_hears_of_it()
    {
        var lost = new TaskCompletionSource<Exception>();
        await first.Acquire(lost.SetResult);

        database.Scalar("update leases set token = token + 2");

        await lost.Task.WaitAsync(Limit);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_keeps_nobody_waiting()
    {
        await first.Acquire();
        await first.Release();
        database.Scalar("update leases set expires = 9000000000000000");

        Assert.True(await second.Acquire());
    }

    protected static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await pulse.WaitForNextTickAsync(limit.Token);
        }
    }

    private StoreLease Lease(string holder)
    {
        var pace = new TimeoutSettings(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
        var settings = new LeaseSettings("any", "any", pace, ConfigurationFactory.ParseString($"{StoreLease.NameSetting} = {CoordinatorActor.ClusterName}"));
        return new StoreLease(settings, store, () => holder, system.Log);
    }
}

public sealed class SqliteStoreLeaseTests() : StoreLeaseTests(TestDatabase.Sqlite())
{
    [Fact]
    public async Task It_goes_on_being_renewed_after_a_failure_that_nobody_thought_of()
    {
        var lost = new TaskCompletionSource<Exception>();
        await First.Acquire(lost.SetResult);

        // Only SQLite keeps a text among numbers.
        Database.Scalar("update leases set token = 'none', expires = 0");
        await Until(() => Database.Scalar("select count(*) from leases where expires > 0") == "1");
        Database.Scalar("update leases set holder = 'b', token = 9");

        await lost.Task.WaitAsync(Limit);
    }
}

public sealed class PostgresStoreLeaseTests() : StoreLeaseTests(TestDatabase.Postgres());
