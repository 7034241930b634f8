using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Remote;

[Collection(Network.Name)]
public sealed class WatchTests
{
    private readonly TaskCompletionSource<IActorRef> _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Terminated> _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task The_end_of_an_actor_is_heard_of_in_another_system()
    {
        await using var pair = await Pair.Start(WatchSenders);
        var probe = await Watched(pair);

        pair.Guest.System.Stop(probe.Ref);

        Assert.Equal(await _watched.Task, (await _gone.Task.WaitAsync(Probe.Patience)).ActorRef);
    }

    [Fact]
    public async Task An_actor_that_has_ended_already_is_heard_of_too()
    {
        await using var pair = await Pair.Start(WatchSenders);
        var probe = pair.Guest.NewProbe();
        var watcher = pair.Guest.NewProbe();
        watcher.Watch(probe.Ref);
        pair.Guest.System.Stop(probe.Ref);
        await watcher.Next<Terminated>();

        pair.Guest.Proxy.Tell(new Parcel("watch me"), probe.Ref);

        await _gone.Task.WaitAsync(Probe.Patience);
    }

    [Fact]
    public async Task The_orderly_end_of_a_system_is_heard_of()
    {
        await using var pair = await Pair.Start(WatchSenders);
        await Watched(pair);

        await pair.Guest.DisposeAsync();

        await _gone.Task.WaitAsync(Probe.Patience);
    }

    [Fact]
    public async Task A_system_that_cannot_be_reached_any_more_is_heard_of()
    {
        using var toKeeper = new CuttingProxy();
        using var toGuest = new CuttingProxy();
        var pause = TimeSpan.FromSeconds(2);
        await using var keeper = await Member.Keeper(Behind(toKeeper, toKeeper.Port) with { Pause = pause }, WatchSenders);
        await using var guest = await Member.Guest(Behind(toGuest, toKeeper.Port) with { Pause = pause });
        guest.Proxy.Tell(new Parcel("watch me"), guest.NewProbe().Ref);
        await _watched.Task.WaitAsync(Probe.Patience);

        toKeeper.CutForGood();
        toGuest.CutForGood();

        await _gone.Task.WaitAsync(Probe.Patience);
    }

    [Fact]
    public async Task A_connection_that_breaks_for_a_moment_is_nobodys_end()
    {
        using var toKeeper = new CuttingProxy();
        using var toGuest = new CuttingProxy();
        await using var keeper = await Member.Keeper(Behind(toKeeper, toKeeper.Port), WatchSenders);
        await using var guest = await Member.Guest(Behind(toGuest, toKeeper.Port));
        var probe = guest.NewProbe();
        guest.Proxy.Tell(new Parcel("watch me"), probe.Ref);
        await probe.Expect(new Parcel("watching"));

        toKeeper.Cut();
        toGuest.Cut();

        // What was on its way may be lost; what is said often enough gets through.
        var answer = probe.Next();
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!answer.IsCompleted && await again.WaitForNextTickAsync())
        {
            guest.Proxy.Tell(new Parcel("again"), probe.Ref);
        }

        Assert.Equal(new Parcel("watching"), await answer);
        Assert.False(_gone.Task.IsCompleted);
    }

    private static MemberOptions Behind(CuttingProxy proxy, int seed)
    {
        proxy.Behind = Member.FreePort();
        return new MemberOptions(proxy.Behind, seed)
        {
            Remote = new() { HostName = "127.0.0.1", Port = proxy.Behind, PublicHostName = "127.0.0.1", PublicPort = proxy.Port },
        };
    }

    private async Task<Probe> Watched(Pair pair)
    {
        var probe = pair.Guest.NewProbe();
        pair.Guest.Proxy.Tell(new Parcel("watch me"), probe.Ref);
        await probe.Expect(new Parcel("watching"));
        return probe;
    }

    private void WatchSenders(Scripted actor)
    {
        actor.On<Parcel>(_ =>
        {
            _watched.TrySetResult(actor.Surroundings.Watch(actor.CurrentSender));
            actor.CurrentSender.Tell(new Parcel("watching"));
        });
        actor.On<Terminated>(gone => _gone.TrySetResult(gone));
    }
}
