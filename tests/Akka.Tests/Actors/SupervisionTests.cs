using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Actors;

public sealed class SupervisionTests : SystemTest
{
    [Fact]
    public async Task A_restart_keeps_the_mailbox_and_does_not_retry_the_message_that_failed()
    {
        var probe = NewProbe();
        var instances = 0;
        var actor = Start(self =>
        {
            var instance = ++instances;
            self.On<string>(text =>
            {
                probe.Ref.Tell($"{instance} {text}");
                Fail(text);
            });
        });

        foreach (var text in (string[])["a", "fail", "b", "c"])
        {
            actor.Tell(text, ActorRefs.NoSender);
        }

        await probe.Expect("1 a", "1 fail", "2 b", "2 c");
        await probe.ExpectNothingMore();
    }

    [Fact]
    public async Task A_restart_calls_the_hooks_in_order()
    {
        var probe = NewProbe();
        var actor = Start(self =>
        {
            self.OnStart = () => probe.Ref.Tell("start");
            self.OnStop = () => probe.Ref.Tell("stop");
            self.BeforeRestart = (cause, message) => probe.Ref.Tell($"before {cause.Message} {message}");
            self.AfterRestart = cause => probe.Ref.Tell($"after {cause.Message}");
            self.On<string>(Fail);
        });
        actor.Tell("fail", ActorRefs.NoSender);

        await probe.Expect("start", "before failed fail", "stop", "after failed", "start");
    }

    [Fact]
    public async Task A_restart_stops_the_children()
    {
        var probe = NewProbe();
        var parent = Start(self =>
        {
            var child = self.Surroundings.ActorOf(Scripted.With(c =>
            {
                c.OnStop = () => probe.Ref.Tell("child stopped");
                c.OnAny(_ => { });
            }), "child");
            self.AfterRestart = _ => probe.Ref.Tell("restarted");
            self.On<IActorRef>(asker => asker.Tell(child));
            self.On<string>(Fail);
        });
        parent.Tell(probe.Ref, ActorRefs.NoSender);
        var first = await probe.Next<IActorRef>();

        parent.Tell("fail", ActorRefs.NoSender);
        await probe.Expect("child stopped", "restarted");

        parent.Tell(probe.Ref, ActorRefs.NoSender);
        var second = await probe.Next<IActorRef>();
        Assert.NotEqual(first, second);
        Assert.Equal(first.Path.Name, second.Path.Name);
    }

    [Fact]
    public async Task Resume_keeps_the_state()
    {
        var probe = NewProbe();
        var child = await Child(Directive.Resume, Counting(probe));

        child.Tell("a", ActorRefs.NoSender);
        child.Tell("fail", ActorRefs.NoSender);
        child.Tell("b", ActorRefs.NoSender);

        await probe.Expect("1 a", "2 fail", "3 b");
    }

    [Fact]
    public async Task Restart_forgets_the_state()
    {
        var probe = NewProbe();
        var child = await Child(Directive.Restart, Counting(probe));

        child.Tell("a", ActorRefs.NoSender);
        child.Tell("fail", ActorRefs.NoSender);
        child.Tell("b", ActorRefs.NoSender);

        await probe.Expect("1 a", "2 fail", "1 b");
    }

    [Fact]
    public async Task Stop_stops_the_child_and_no_message_after_the_failure_is_handled()
    {
        var probe = NewProbe();
        var child = await Child(Directive.Stop, Counting(probe));
        probe.Watch(child);

        child.Tell("a", ActorRefs.NoSender);
        child.Tell("fail", ActorRefs.NoSender);
        child.Tell("b", ActorRefs.NoSender);

        await probe.Expect("1 a", "2 fail");
        Assert.Equal(child, (await probe.Next<Terminated>()).ActorRef);
        await probe.ExpectNothingMore();
    }

    [Fact]
    public async Task Escalate_lets_the_parent_fail()
    {
        var probe = NewProbe();
        var parent = Start(self =>
        {
            self.Strategy = new OneForOneStrategy(_ => Directive.Escalate);
            self.BeforeRestart = (cause, _) => probe.Ref.Tell("parent fails of " + cause.Message);
            self.On<Props>(props => probe.Ref.Tell(self.Surroundings.ActorOf(props)));
        });
        parent.Tell(Scripted.With(Counting(probe)), ActorRefs.NoSender);
        var child = await probe.Next<IActorRef>();

        child.Tell("fail", ActorRefs.NoSender);

        await probe.Expect("1 fail", "parent fails of failed");
    }

    [Fact]
    public async Task Retries_without_a_limit_go_on()
    {
        var probe = NewProbe();
        var child = await Child(Directive.Restart, Counting(probe));

        for (var i = 0; i < 50; i++)
        {
            child.Tell("fail", ActorRefs.NoSender);
            await probe.Expect("1 fail");
        }

        child.Tell("a", ActorRefs.NoSender);
        await probe.Expect("1 a");
    }

    [Fact]
    public async Task An_actor_whose_constructor_throws_is_stopped()
    {
        var probe = NewProbe();
        var actor = Start(_ => throw new InvalidOperationException("no start"));

        probe.Watch(actor);

        await probe.Next<Terminated>();
    }

    [Theory]
    [InlineData(Directive.Restart)]
    [InlineData(Directive.Resume)]
    public async Task A_child_that_is_stopping_stops_whatever_its_supervisor_decides_then(Directive directive)
    {
        var probe = NewProbe();
        var parent = Start(self =>
        {
            // With a child of its own, so that it has somebody to wait for when the directive comes.
            var child = self.Surroundings.ActorOf(Scripted.With(c =>
            {
                c.OnStart = () => c.Surroundings.ActorOf(Scripted.With(g => g.OnAny(_ => { })));
                c.On<string>(Fail);
            }));
            var surroundings = self.Surroundings;
            self.Strategy = new OneForOneStrategy(_ =>
            {
                surroundings.Stop(child);
                return directive;
            });
            self.OnAny(message => child.Forward(message));
            probe.Ref.Tell(child);
        });
        probe.Watch(await probe.Next<IActorRef>());

        parent.Tell("fail", ActorRefs.NoSender);

        await probe.Next<Terminated>();
        await probe.ExpectNothingMore();
    }

    private static Action<Scripted> Counting(Probe probe) => self =>
    {
        var count = 0;
        self.On<string>(text =>
        {
            probe.Ref.Tell($"{++count} {text}");
            Fail(text);
        });
    };

    private static void Fail(string text)
    {
        if (text == "fail")
        {
            throw new InvalidOperationException("failed");
        }
    }

    private IActorRef Parent(Probe probe, SupervisorStrategy strategy) => Start(self =>
    {
        self.Strategy = strategy;
        self.On<Props>(props => probe.Ref.Tell(self.Surroundings.ActorOf(props)));
    });

    private async Task<IActorRef> Child(Directive directive, Action<Scripted> script)
    {
        var probe = NewProbe();
        Parent(probe, new OneForOneStrategy(_ => directive)).Tell(Scripted.With(script), ActorRefs.NoSender);
        return await probe.Next<IActorRef>();
    }
}
