using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Actors;

public sealed class StashTests : SystemTest
{
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
