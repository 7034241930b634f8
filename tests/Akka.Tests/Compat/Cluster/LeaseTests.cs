using Akka.Actor;
using Akka.Persistence.Sql;
using Microsoft.Data.Sqlite;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Compat.Cluster;

[Collection(Network.Name)]
public sealed class LeaseTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sweep-leases-");
    private readonly int _first = Member.FreePort();
    private readonly int _second = Member.FreePort();

    private string Database => $"Data Source={Path.Combine(_directory.FullName, "leases.db")}";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void A_lease_has_one_holder_and_a_token_that_grows_with_every_new_one()
    {
        var leases = Leases();

        Assert.Equal(("a", 1), Acquire(leases, "a", Long));
        Assert.Equal(("a", 1), Acquire(leases, "b", Long));
        Assert.Equal(("a", 1), Acquire(leases, "a", Long));
        leases.Release("x", "a");
        Assert.Equal(("b", 2), Acquire(leases, "b", Long));
        Assert.Equal(("b", 2), Acquire(leases, "a", Long));
    }

    [Fact]
    public void A_lease_that_expired_is_taken_over()
    {
        var leases = Leases();
        Acquire(leases, "a", TimeSpan.Zero);

        Assert.Equal(("b", 2), Acquire(leases, "b", Long));
    }

    [Fact]
    public void Who_does_not_hold_a_lease_cannot_release_it()
    {
        var leases = Leases();
        Acquire(leases, "a", Long);
        leases.Release("x", "b");

        Assert.Equal(("a", 1), Acquire(leases, "b", Long));
    }

    [Fact]
    public async Task A_keeper_whose_lease_another_one_took_stops_its_singleton()
    {
        var stopped = new TaskCompletionSource();
        await using var keeper = await Member.Keeper(Options(_first), actor =>
        {
            actor.OnStop = stopped.SetResult;
            actor.On<Parcel>(parcel => actor.CurrentSender.Tell(parcel));
        });
        await keeper.Proxy.Ask<Parcel>(new Parcel("x"), Probe.Patience);

        Execute("UPDATE leases SET holder = 'another', token = token + 1, expires = 9e15");

        await stopped.Task.WaitAsync(Probe.Patience);
    }

    [Fact]
    public async Task A_standby_takes_over_when_the_lease_of_a_dead_keeper_expires()
    {
        Acquire(Leases(), "a dead process", TimeSpan.FromSeconds(2), "singleton");
        await using var standby = await Member.Keeper(Options(_first), actor => actor.On<Parcel>(parcel => actor.CurrentSender.Tell(parcel)));

        Assert.Equal(new Parcel("x"), await standby.Proxy.Ask<Parcel>(new Parcel("x"), Probe.Patience));
        Assert.Equal(2L, Execute("SELECT token FROM leases"));
    }

    [Fact]
    public async Task Who_claims_a_later_term_is_believed()
    {
        // The first one hears of it last: it waits long for its next look at the lease.
        await using var first = await Member.Keeper(Options(_first) with { Hocon = "akka.cluster.singleton.lease-duration-ms = 600000" }, Answer("first"));
        await using var guest = await Member.Guest(Options(Member.FreePort()));
        Assert.Equal(new Parcel("first"), await guest.Proxy.Ask<Parcel>(new Parcel("?"), Probe.Patience));

        Execute("UPDATE leases SET expires = 0");
        await using var second = await Member.Keeper(Options(_second), Answer("second"));

        using var patience = new CancellationTokenSource(Probe.Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var answer = new Parcel("first");
        while (answer.Text == "first" && await again.WaitForNextTickAsync(patience.Token))
        {
            answer = await guest.Proxy.Ask<Parcel>(new Parcel("?"), Probe.Patience);
        }

        Assert.Equal("second", answer.Text);
    }

    private static (string Holder, long Token) Acquire(SqlLeases leases, string holder, TimeSpan duration, string name = "x")
    {
        var state = leases.Acquire(name, holder, duration);
        return (state.Holder, state.Token);
    }

    private static Action<Scripted> Answer(string where) => actor => actor.On<Parcel>(_ => actor.CurrentSender.Tell(new Parcel(where)));

    private SqlLeases Leases() => new(SqlDialect.For("SQLite.MS", Database), new Fence());

    private MemberOptions Options(int port) => new(port, _first, _second) { Database = Database };

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection(Database);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
