using Akka.Actor;
using Akka.Remote;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Remote;

[Collection(Network.Name)]
public sealed class OutageTests
{
    private readonly int _port = Member.FreePort();

    [Fact]
    public async Task A_place_where_nobody_is_is_published_and_so_is_who_comes_there()
    {
        await using var visitor = await Member.Visitor(new MemberOptions(Member.FreePort()));
        var probe = visitor.NewProbe();
        visitor.System.EventStream.Subscribe(probe.Ref, typeof(AssociationErrorEvent));
        visitor.System.EventStream.Subscribe(probe.Ref, typeof(AssociatedEvent));

        visitor.Selection(_port).Tell(new Parcel("x"), ActorRefs.NoSender);
        var failed = await probe.Next<AssociationErrorEvent>();
        await using var keeper = await Member.Keeper(new MemberOptions(_port, _port), _ => { });
        using var over = new CancellationTokenSource();
        var saying = SayUntil(visitor, over.Token);
        AssociationEvent reached = failed;
        while (reached is not AssociatedEvent)
        {
            reached = await probe.Next<AssociationEvent>();
        }

        over.Cancel();
        await saying;
        Assert.NotEmpty(failed.Cause.GetBaseException().Message);
        Assert.Equal((_port, _port), (failed.RemoteAddress.Port, reached.RemoteAddress.Port));
        Assert.Equal("127.0.0.1", reached.RemoteAddress.Host);
    }

    // Nothing waits on the way to a selection, so it is said until it is heard.
    private async Task SayUntil(Member visitor, CancellationToken over)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        do
        {
            visitor.Selection(_port).Tell(new Parcel("x"), ActorRefs.NoSender);
        }
        while (await NextTick(again, over));
    }

    private static async Task<bool> NextTick(PeriodicTimer timer, CancellationToken over)
    {
        try
        {
            return await timer.WaitForNextTickAsync(over);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
