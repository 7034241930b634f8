using Akka.Actor;

namespace Sweep.Akka.Tests.Support;

/// <summary>A keeper with the singleton and a guest that talks to it, each on a port of its own.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private Pair(Member keeper, Member guest) => (Keeper, Guest) = (keeper, guest);

    public Member Keeper { get; }

    public Member Guest { get; }

    /// <summary>Starts both, and returns when the one has heard of the other.</summary>
    public static async Task<Pair> Start(Action<Scripted>? script = null, Func<MemberOptions, MemberOptions>? change = null)
    {
        var port = Member.FreePort();
        var options = change ?? (same => same);
        var keeper = await Member.Keeper(options(new MemberOptions(port, port)), actor =>
        {
            actor.On<Parcel>(parcel => parcel.Text == "ping", _ => actor.CurrentSender.Tell(new Parcel("pong")));
            (script ?? Echo)(actor);
        });
        var guest = await Member.Guest(options(new MemberOptions(Member.FreePort(), port)));
        var pair = new Pair(keeper, guest);
        await pair.Ping();
        return pair;
    }

    /// <summary>Passes when a question gets through and its answer comes back.</summary>
    public async Task Ping() => Assert.Equal(new Parcel("pong"), await Guest.Proxy.Ask<Parcel>(new Parcel("ping"), Probe.Patience));

    public async ValueTask DisposeAsync()
    {
        await Guest.DisposeAsync();
        await Keeper.DisposeAsync();
    }

    private static void Echo(Scripted actor) => actor.On<Parcel>(parcel => actor.CurrentSender.Tell(parcel));
}
