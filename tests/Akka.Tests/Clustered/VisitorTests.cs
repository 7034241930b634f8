using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Clustered;

[Collection(Network.Name)]
public sealed class VisitorTests
{
    private readonly int _port = Member.FreePort();

    [Fact]
    public async Task One_that_is_no_member_talks_to_the_singleton_where_it_may_be()
    {
        await using var keeper = await Member.Keeper(new MemberOptions(_port, _port), Echo);
        await using var visitor = await Member.Visitor(new MemberOptions(Member.FreePort()));
        var probe = visitor.NewProbe();

        await Say(visitor, probe, "x");

        Assert.Equal(new Parcel("x"), await probe.LastSender.Ask<Parcel>(new Parcel("x"), Probe.Patience));
    }

    [Fact]
    public async Task A_visitor_outlives_the_keeper_and_meets_the_next_one_at_its_place()
    {
        var keeper = await Member.Keeper(new MemberOptions(_port, _port), Echo);
        await using var visitor = await Member.Visitor(new MemberOptions(Member.FreePort()));
        var probe = visitor.NewProbe();
        await Say(visitor, probe, "to the first");
        await keeper.DisposeAsync();

        await using var next = await Member.Keeper(new MemberOptions(_port, _port), Echo);

        await Say(visitor, probe, "to the next");
    }

    [Fact]
    public async Task A_visitor_that_is_watched_and_leaves_is_heard_of()
    {
        var gone = new TaskCompletionSource();
        await using var keeper = await Member.Keeper(new MemberOptions(_port, _port), actor =>
        {
            actor.On<Parcel>(parcel => actor.Surroundings.Watch(actor.CurrentSender).Tell(parcel));
            actor.On<Terminated>(_ => gone.TrySetResult());
        });
        var visitor = await Member.Visitor(new MemberOptions(Member.FreePort()));
        await Say(visitor, visitor.NewProbe(), "watch me");

        await visitor.DisposeAsync();

        await gone.Task.WaitAsync(Probe.Patience);
    }

    private static void Echo(Scripted actor) => actor.On<Parcel>(parcel => actor.CurrentSender.Tell(parcel));

    // Nothing waits on the way to a selection, so it is said until it is heard.
    private async Task Say(Member visitor, Probe probe, string text)
    {
        var answer = probe.Next<Parcel>();
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (true)
        {
            visitor.Selection(_port).Tell(new Parcel(text), probe.Ref);
            await again.WaitForNextTickAsync();
            while (answer.IsCompleted)
            {
                if ((await answer).Text == text)
                {
                    return;
                }

                answer = probe.Next<Parcel>();
            }
        }
    }
}
