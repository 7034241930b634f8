using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Actors;

public sealed class AsyncTests : SystemTest
{
    [Fact]
    public async Task No_other_message_is_handled_while_a_handler_awaits()
    {
        var probe = NewProbe();
        var gate = new TaskCompletionSource();
        var actor = Start(self =>
        {
            self.OnAsync<int>(async number =>
            {
                probe.Ref.Tell("begin");
                await gate.Task;
                probe.Ref.Tell("end");
            });
            self.On<string>(text => probe.Ref.Tell(text));
        });
        actor.Tell(1, ActorRefs.NoSender);
        actor.Tell("other", ActorRefs.NoSender);
        await probe.Expect("begin");
        await probe.ExpectNothingMore();

        gate.SetResult();

        await probe.Expect("end", "other");
    }

    [Fact]
    public async Task After_an_await_context_and_sender_are_still_there()
    {
        var probe = NewProbe();
        var asker = NewProbe();
        var gate = new TaskCompletionSource();
        var actor = Start(self => self.OnAsync<string>(async text =>
        {
            await gate.Task;
            await Task.Yield();
            probe.Ref.Tell(self.Surroundings.Self);
            self.CurrentSender.Tell(text);
        }));
        actor.Tell("a", asker.Ref);
        gate.SetResult();

        await probe.Expect(actor);
        await asker.Expect("a");
    }

    [Fact]
    public async Task A_handler_that_does_not_wait_needs_no_suspension()
    {
        var probe = NewProbe();
        var actor = Start(self => self.OnAsync<int>(number =>
        {
            probe.Ref.Tell(number);
            return Task.CompletedTask;
        }));

        for (var i = 0; i < 1_000; i++)
        {
            actor.Tell(i, ActorRefs.NoSender);
        }

        for (var i = 0; i < 1_000; i++)
        {
            await probe.Expect(i);
        }
    }

    [Fact]
    public async Task An_actor_can_ask_another_and_await_the_answer()
    {
        var doubling = Start(self => self.On<int>(number => self.CurrentSender.Tell(2 * number)));
        var asking = Start(self => self.OnAsync<int>(async number =>
        {
            var sender = self.CurrentSender;
            sender.Tell(await doubling.Ask<int>(number, Patience) + 1);
        }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => asking.Ask<int>(number, Patience)));

        Assert.Equal([1, 3, 5, 7], answers);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_handler_that_awaits()
    {
        var probe = NewProbe();
        var never = new TaskCompletionSource();
        var actor = Start(self => self.OnAsync<string>(async _ =>
        {
            probe.Ref.Tell("begin");
            await never.Task;
            probe.Ref.Tell("end");
        }));
        probe.Watch(actor);
        actor.Tell("go", ActorRefs.NoSender);
        await probe.Expect("begin");

        System.Stop(actor);
        await probe.Next<Terminated>();
    }

    [Fact]
    public async Task Stashed_messages_come_back_in_order_and_first()
    {
        var probe = NewProbe();
        var actor = Start(self =>
        {
            self.On<string>(_ => self.Stash.Stash());
            self.On<int>(_ =>
            {
                self.Turn(now => now.On<string>(text => probe.Ref.Tell(text)));
                self.Stash.UnstashAll();
            });
        });
        foreach (var message in (object[])["a", "b", "c", 0, "d"])
        {
            actor.Tell(message, ActorRefs.NoSender);
        }

        await probe.Expect("a", "b", "c", "d");
    }

    [Fact]
    public async Task Unstash_brings_back_the_oldest()
    {
        var probe = NewProbe();
        var open = false;
        var actor = Start(self =>
        {
            self.On<string>(text =>
            {
                if (open)
                {
                    probe.Ref.Tell(text);
                }
                else
                {
                    self.Stash.Stash();
                }
            });
            self.On<int>(_ =>
            {
                open = true;
                self.Stash.Unstash();
            });
        });
        foreach (var message in (object[])["a", "b", 0, 0])
        {
            actor.Tell(message, ActorRefs.NoSender);
        }

        await probe.Expect("a", "b");
    }

    [Fact]
    public async Task The_stash_survives_a_restart()
    {
        var probe = NewProbe();
        var instances = 0;
        var actor = Start(self =>
        {
            var first = instances++ == 0;
            self.On<string>(text =>
            {
                if (first)
                {
                    self.Stash.Stash();
                }
                else
                {
                    probe.Ref.Tell(text);
                }
            });
            self.On<int>(_ => throw new InvalidOperationException("restart"));
        });
        foreach (var message in (object[])["a", "b", 0, "c"])
        {
            actor.Tell(message, ActorRefs.NoSender);
        }

        await probe.Expect("a", "b", "c");
    }

    [Fact]
    public async Task One_message_cannot_be_stashed_twice()
    {
        var probe = NewProbe();
        var actor = Start(self => self.On<string>(_ =>
        {
            self.Stash.Stash();
            try
            {
                self.Stash.Stash();
            }
            catch (IllegalActorStateException)
            {
                probe.Ref.Tell("refused");
            }
        }));

        actor.Tell("a", ActorRefs.NoSender);

        await probe.Expect("refused");
    }
}
