using Akka.Actor;
using Akka.Event;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Actors;

public sealed class MessageTests : SystemTest
{
    [Fact]
    public async Task Messages_of_each_sender_arrive_in_order()
    {
        const int senders = 8;
        const int each = 2_000;
        var probe = NewProbe();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                probe.Ref.Tell((sender, i), ActorRefs.NoSender);
            }
        })));

        var next = new int[senders];
        for (var n = 0; n < senders * each; n++)
        {
            var (sender, i) = await probe.Next<(int, int)>();
            Assert.Equal(next[sender]++, i);
        }
    }

    [Fact]
    public async Task A_million_tells_among_a_thousand_actors_all_arrive()
    {
        const int actors = 1_000;
        const int hops = 1_000;
        var done = new TaskCompletionSource();
        var finished = 0;
        var ring = new IActorRef[actors];
        for (var i = 0; i < actors; i++)
        {
            var next = (i + 1) % actors;
            ring[i] = Start(self => self.On<int>(left =>
            {
                if (left > 0)
                {
                    ring[next].Tell(left - 1, self.Me);
                }
                else if (Interlocked.Increment(ref finished) == actors)
                {
                    done.SetResult();
                }
            }));
        }

        foreach (var actor in ring)
        {
            actor.Tell(hops, ActorRefs.NoSender);
        }

        await done.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(actors, finished);
    }

    [Fact]
    public async Task Never_are_two_threads_inside_one_actor()
    {
        const int tellers = 4;
        const int each = 50_000;
        var inside = 0;
        var clashes = 0;
        var count = 0L;
        var done = new TaskCompletionSource<long>();
        var actor = Start(self => self.On<string>(_ =>
        {
            clashes += Interlocked.Increment(ref inside) == 1 ? 0 : 1;
            count++;
            Interlocked.Decrement(ref inside);
            if (count == tellers * each)
            {
                done.SetResult(count);
            }
        }));
        await Task.WhenAll(Enumerable.Range(0, tellers).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                actor.Tell("go", ActorRefs.NoSender);
            }
        })));

        Assert.Equal(tellers * each, await done.Task.WaitAsync(Patience));
        Assert.Equal(0, clashes);
    }

    [Fact]
    public async Task The_sender_of_a_tell_inside_an_actor_is_the_actor()
    {
        var probe = NewProbe();
        var actor = Start(self => self.On<string>(text => probe.Ref.Tell(text)));

        actor.Tell("hello", ActorRefs.NoSender);

        await probe.Expect("hello");
        Assert.Equal(actor, probe.LastSender);
    }

    [Fact]
    public async Task Forward_keeps_the_sender()
    {
        var probe = NewProbe();
        var origin = NewProbe();
        var actor = Start(self => self.On<string>(text => probe.Ref.Forward(text)));

        actor.Tell("hello", origin.Ref);

        await probe.Expect("hello");
        Assert.Equal(origin.Ref, probe.LastSender);
    }

    [Fact]
    public async Task A_message_to_a_stopped_actor_becomes_a_dead_letter()
    {
        var probe = NewProbe();
        var letters = NewProbe();
        System.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        var actor = Start(self => self.OnAny(_ => { }));
        probe.Watch(actor);
        System.Stop(actor);
        await probe.Next<Terminated>();

        actor.Tell("too late", probe.Ref);

        var letter = await letters.Next<DeadLetter>();
        Assert.Equal("too late", letter.Message);
        Assert.Equal(probe.Ref, letter.Sender);
        Assert.Equal(actor, letter.Recipient);
    }

    [Fact]
    public async Task A_message_that_no_handler_takes_is_published_as_unhandled()
    {
        var unhandled = NewProbe();
        System.EventStream.Subscribe(unhandled.Ref, typeof(UnhandledMessage));
        var actor = Start(self => self.On<int>(_ => { }));

        actor.Tell("no handler for me", ActorRefs.NoSender);

        Assert.Equal("no handler for me", (await unhandled.Next<UnhandledMessage>()).Message);
    }

    [Fact]
    public async Task Become_replaces_the_handlers()
    {
        var probe = NewProbe();
        var actor = Start(self => self.On<string>(first =>
        {
            probe.Ref.Tell("first " + first);
            self.Turn(now => now.On<string>(second => probe.Ref.Tell("second " + second)));
        }));

        actor.Tell("a", ActorRefs.NoSender);
        actor.Tell("b", ActorRefs.NoSender);
        actor.Tell("c", ActorRefs.NoSender);

        await probe.Expect("first a", "second b", "second c");
    }

    [Fact]
    public void A_name_can_be_taken_only_once()
    {
        var idle = Scripted.With(_ => { });
        System.ActorOf(idle, "taken");

        Assert.Throws<InvalidActorNameException>(() => System.ActorOf(idle, "taken"));
    }
}
