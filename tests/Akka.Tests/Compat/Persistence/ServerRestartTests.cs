using Akka.Persistence;
using Akka.Persistence.Sql;
using Npgsql;
using Sweep.Akka.Tests.Support;
using Sweep.Postgres;

namespace Sweep.Akka.Tests.Compat.Persistence;

/// <summary>A journal whose server goes away: each test has a server of its own.</summary>
public sealed class ServerRestartTests : IDisposable
{
    private readonly PostgresServer _server = PostgresServer.Start();
    private readonly string _database;
    private readonly SqlDialect _dialect;
    private readonly SqlEventStore _store;
    private readonly EventWriter _writer = new();
    private readonly SemaphoreSlim _noticed = new(0);
    private int _lost;

    public ServerRestartTests()
    {
        _database = _server.NewDatabase();
        _dialect = SqlDialect.For("PostgreSQL.15", _database);
        _store = new SqlEventStore(_dialect, new Fence(), null!, initialize: true, _ =>
        {
            Interlocked.Increment(ref _lost);
            _noticed.Release();
        });
    }

    public void Dispose()
    {
        _store.Dispose();
        NpgsqlConnection.ClearAllPools();
        _server.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_was_restarted_is_written_again_and_nobody_fails(bool crash)
    {
        Assert.Null(await Append(1));
        _server.Stop(crash);
        _server.StartAgain();

        Assert.Null(await Append(2));
        Assert.Equal(1, _lost);
        Assert.Null(await Append(3));
        Assert.Equal([1L, 2L, 3L], await Numbers());
        Assert.Equal(1, _lost);
    }

    [Fact]
    public async Task Connections_that_were_killed_are_replaced_those_of_readers_too()
    {
        Assert.Null(await Append(1));
        Assert.Equal([1L], await Numbers());
        _server.KillConnections(_database);

        Assert.Equal([1L], await Numbers());
        Assert.Null(await Append(2));
        Assert.Equal([1L, 2L], await Numbers());
    }

    [Fact]
    public async Task A_write_waits_for_a_server_that_is_back_soon()
    {
        Assert.Null(await Append(1));
        _server.Stop();
        var written = Append(2);
        await _noticed.WaitAsync(Probe.Patience);

        _server.StartAgain();

        Assert.Null(await written);
        Assert.Equal([1L, 2L], await Numbers());
    }

    [Fact]
    public async Task A_write_fails_where_the_server_stays_away_and_a_later_one_does_not()
    {
        Assert.Null(await Append(1));
        _server.Stop();

        Assert.True(_dialect.IsAway((await Append(2))!));

        _server.StartAgain();
        Assert.NotNull(await Append(2));
        Assert.Null(await Append(2, new EventWriter()));
        Assert.Equal([1L, 2L], await Numbers());
    }

    // The result is why it failed.
    private Task<Exception?> Append(long number, EventWriter? writer = null)
    {
        var written = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stored = new StoredEvent("notebook", number, null, [1], 4711, "noted");
        _store.Submit(new StoreOperation.Append(writer ?? _writer, [stored], failure => written.SetResult(failure)));
        return written.Task.WaitAsync(Probe.Patience);
    }

    private async Task<List<long>> Numbers()
    {
        var numbers = new List<long>();
        await _store.Replay("notebook", rows =>
        {
            numbers.AddRange(rows.Select(row => row.SequenceNr));
            return Task.CompletedTask;
        }, CancellationToken.None);
        return numbers;
    }
}
