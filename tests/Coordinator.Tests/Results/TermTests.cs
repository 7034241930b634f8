using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Results;

/// <summary>Two coordinators with one store, of which one is in charge.</summary>
public abstract class TermTests : IDisposable
{
    private readonly TestDatabase database;
    private readonly ResultsStore first;
    private readonly ResultsStore second;

    protected TermTests(TestDatabase database)
    {
        this.database = database;
        (first, second) = (ResultsStore.Open(database.Database), ResultsStore.Open(database.Database));
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        database.Dispose();
    }

    [Fact]
    public void Who_takes_charge_shuts_the_one_before_out()
    {
        Assert.True(first.TakeCharge("a"));
        first.Write(new StoreBatch { Results = [StoreRows.Completed(0)] });
        Assert.True(second.TakeCharge("b"));

        var error = Assert.Throws<StoreException>(() => first.Write(new StoreBatch { Results = [StoreRows.Completed(1)] }));

        Assert.Equal(StoreFailure.Deposed, error.Failure);
        second.Write(new StoreBatch { Results = [StoreRows.Completed(2)] });
        Assert.Equal([0, 2], second.Results(StoreRows.Sweep).Select(result => result.Run.Index));
    }

    [Fact]
    public void Deposed_one_acknowledges_no_request()
    {
        first.TakeCharge("a");
        first.AddRequest(StoreRows.Sweep, RequestKind.Cancel, StoreRows.Start);
        var request = Assert.Single(first.PendingRequests());
        second.TakeCharge("b");

        Assert.Equal(StoreFailure.Deposed, Assert.Throws<StoreException>(() => first.Acknowledge(request, StoreRows.Start)).Failure);
        Assert.Equal([request], second.PendingRequests());
    }

    [Fact]
    public void Lease_that_another_one_renews_is_not_taken_over()
    {
        first.TakeCharge("a");
        database.Scalar("update leases set expires = 9000000000000000");

        Assert.False(second.TakeCharge("b"));
        first.Write(new StoreBatch { Results = [StoreRows.Completed(0)] });
    }

    [Fact]
    public void Lease_that_the_cluster_took_for_this_process_is_the_term()
    {
        first.TakeCharge("a");
        database.Scalar("update leases set holder = 'b', token = 7, expires = 9000000000000000");

        Assert.True(second.TakeCharge("b"));
        Assert.Equal("7", database.Scalar("select token from leases"));
        second.Write(new StoreBatch { Results = [StoreRows.Completed(0)] });
        Assert.Throws<StoreException>(() => first.Write(new StoreBatch { Results = [StoreRows.Completed(1)] }));
    }

    [Fact]
    public void Taking_charge_again_is_no_new_term()
    {
        first.TakeCharge("a");

        Assert.True(first.TakeCharge("a"));
        Assert.Equal("1", database.Scalar("select token from leases"));
    }

    [Fact]
    public void One_of_many_that_take_charge_at_once_is_in_charge_at_the_end()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => ResultsStore.Open(database.Database)).ToList();

        Parallel.For(0, 4, i => Assert.True(stores[i].TakeCharge($"holder-{i}")));

        var written = stores.Count(store =>
        {
            try
            {
                store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] });
                return true;
            }
            catch (StoreException error) when (error.Failure == StoreFailure.Deposed)
            {
                return false;
            }
        });
        stores.ForEach(store => store.Dispose());
        Assert.Equal(1, written);
    }
}

public sealed class SqliteTermTests() : TermTests(TestDatabase.Sqlite());

public sealed class PostgresTermTests() : TermTests(TestDatabase.Postgres());
