using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Clustered;

[Collection(Network.Name)]
public sealed class SingletonTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sweep-cluster-");
    private readonly int _first = Member.FreePort();
    private readonly int _second = Member.FreePort();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Messages_wait_until_there_is_a_singleton()
    {
        await using var guest = await Member.Guest(Options(Member.FreePort()));
        var probe = guest.NewProbe();
        guest.Proxy.Tell(new Parcel("early"), probe.Ref);
        guest.Proxy.Tell(new Parcel("early too"), probe.Ref);

        await using var keeper = await Member.Keeper(Options(_first), Answer("first"));

        await probe.Expect(new Parcel("early at first"), new Parcel("early too at first"));
    }

    [Fact]
    public async Task A_keeper_that_leaves_hands_the_singleton_over()
    {
        var first = await Member.Keeper(Options(_first), Answer("first"));
        await using var guest = await Member.Guest(Options(Member.FreePort()));
        var probe = guest.NewProbe();
        guest.Proxy.Tell(new Parcel("1"), probe.Ref);
        await probe.Expect(new Parcel("1 at first"));
        await using var second = await Member.Keeper(Options(_second), Answer("second"));
        Assert.Equal(new Parcel("2 at first"), await second.Proxy.Ask<Parcel>(new Parcel("2"), Probe.Patience));

        await first.DisposeAsync();

        var answer = probe.Next();
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!answer.IsCompleted && await again.WaitForNextTickAsync())
        {
            guest.Proxy.Tell(new Parcel("3"), probe.Ref);
        }

        Assert.Equal(new Parcel("3 at second"), await answer);
    }

    [Fact]
    public async Task Two_keepers_run_one_singleton()
    {
        var started = 0;
        void CountStarts(Scripted actor)
        {
            Interlocked.Increment(ref started);
            Answer("either")(actor);
        }

        await using var first = await Member.Keeper(Options(_first), CountStarts);
        await using var second = await Member.Keeper(Options(_second), CountStarts);
        await using var guest = await Member.Guest(Options(Member.FreePort()));
        await guest.Proxy.Ask<Parcel>(new Parcel("x"), Probe.Patience);
        await first.Proxy.Ask<Parcel>(new Parcel("x"), Probe.Patience);
        await second.Proxy.Ask<Parcel>(new Parcel("x"), Probe.Patience);

        Assert.Equal(1, started);
    }

    private static Action<Scripted> Answer(string where) =>
        actor => actor.On<Parcel>(parcel => actor.CurrentSender.Tell(new Parcel($"{parcel.Text} at {where}")));

    private MemberOptions Options(int port) => new(port, _first, _second)
    {
        Database = $"Data Source={Path.Combine(_directory.FullName, "cluster.db")}",
    };
}
