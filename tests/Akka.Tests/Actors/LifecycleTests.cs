using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Actors;

public sealed class LifecycleTests : SystemTest
{
    [Fact]
    public async Task Terminated_comes_exactly_once()
    {
        var probe = NewProbe();
        var actor = Start(self => self.OnAny(_ => { }));
        probe.Watch(actor);
        probe.Watch(actor);

        System.Stop(actor);
        System.Stop(actor);

        Assert.Equal(actor, (await probe.Next<Terminated>()).ActorRef);
        await probe.ExpectNothingMore();
    }

    [Fact]
    public async Task Terminated_comes_exactly_once_for_an_actor_that_is_dead_already()
    {
        var first = NewProbe();
        var actor = Start(self => self.OnAny(_ => { }));
        first.Watch(actor);
        System.Stop(actor);
        await first.Next<Terminated>();
        var late = NewProbe();

        late.Watch(actor);

        Assert.Equal(actor, (await late.Next<Terminated>()).ActorRef);
        await late.ExpectNothingMore();
    }

    [Fact]
    public async Task After_Unwatch_no_Terminated_comes_even_when_it_was_on_its_way()
    {
        var probe = NewProbe();
        var other = NewProbe();
        var held = new TaskCompletionSource();
        var watched = Start(self => self.OnAny(_ => { }));
        var watcher = Start(self =>
        {
            self.On<IActorRef>(subject =>
            {
                self.Surroundings.Watch(subject);
                probe.Ref.Tell("watching");
            });
            self.On<Task>(task =>
            {
                task.Wait(Patience);
                self.Surroundings.Unwatch(watched);
            });
            self.OnAny(message => probe.Ref.Tell(message));
        });
        watcher.Tell(watched, ActorRefs.NoSender);
        await probe.Expect("watching");

        // While the watcher is held up, the watched actor dies and the notice reaches the watcher's mailbox.
        watcher.Tell(held.Task, ActorRefs.NoSender);
        other.Watch(watched);
        System.Stop(watched);
        await other.Next<Terminated>();
        held.SetResult();
        watcher.Tell("last", ActorRefs.NoSender);

        await probe.Expect("last");
        await probe.ExpectNothingMore();
    }

    [Fact]
    public async Task A_Terminated_that_is_not_handled_is_a_failure()
    {
        var probe = NewProbe();
        var watched = Start(self => self.OnAny(_ => { }));
        var watcher = Start(self => self.On<IActorRef>(subject =>
        {
            self.Surroundings.Watch(subject);
            probe.Ref.Tell("watching");
        }));
        probe.Watch(watcher);
        watcher.Tell(watched, ActorRefs.NoSender);
        await probe.Expect("watching");

        System.Stop(watched);

        Assert.Equal(watcher, (await probe.Next<Terminated>()).ActorRef);
    }

    [Fact]
    public async Task What_an_actor_said_before_it_died_comes_before_its_Terminated()
    {
        var probe = NewProbe();
        var actor = Start(self =>
        {
            self.OnStop = () => probe.Ref.Tell("last words");
            self.OnAny(_ => { });
        });
        probe.Watch(actor);

        System.Stop(actor);

        await probe.Expect("last words");
        await probe.Next<Terminated>();
    }

    [Fact]
    public async Task No_message_is_handled_after_a_stop_from_inside()
    {
        var probe = NewProbe();
        var actor = Start(self => self.On<string>(text =>
        {
            probe.Ref.Tell(text);
            if (text == "stop")
            {
                self.Surroundings.Stop(self.Me);
            }
        }));
        probe.Watch(actor);

        foreach (var text in (string[])["a", "stop", "b", "c"])
        {
            actor.Tell(text, ActorRefs.NoSender);
        }

        await probe.Expect("a", "stop");
        await probe.Next<Terminated>();
        await probe.ExpectNothingMore();
    }

    [Fact]
    public async Task PoisonPill_stops_after_the_messages_before_it()
    {
        var probe = NewProbe();
        var actor = Start(self => self.On<string>(text => probe.Ref.Tell(text)));
        probe.Watch(actor);

        actor.Tell("a", ActorRefs.NoSender);
        actor.Tell("b", ActorRefs.NoSender);
        actor.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        actor.Tell("c", ActorRefs.NoSender);

        await probe.Expect("a", "b");
        await probe.Next<Terminated>();
        await probe.ExpectNothingMore();
    }

    [Fact]
    public async Task Children_stop_before_their_parent()
    {
        var probe = NewProbe();
        var parent = Start(self =>
        {
            self.OnStop = () => probe.Ref.Tell("parent");
            for (var i = 0; i < 3; i++)
            {
                self.Surroundings.ActorOf(Scripted.With(child =>
                {
                    child.OnStop = () => probe.Ref.Tell("child");
                    child.OnAny(_ => { });
                }));
            }

            self.OnAny(_ => { });
        });

        parent.Tell(PoisonPill.Instance, ActorRefs.NoSender);

        await probe.Expect("child", "child", "child", "parent");
    }

    [Fact]
    public async Task A_name_is_free_again_once_its_actor_has_terminated()
    {
        var probe = NewProbe();
        var props = Scripted.With(self => self.OnAny(_ => { }));
        var first = System.ActorOf(props, "name");
        probe.Watch(first);
        System.Stop(first);
        await probe.Next<Terminated>();

        var second = System.ActorOf(props, "name");

        Assert.NotEqual(first, second);
        Assert.Equal(first.Path, second.Path);
    }

    [Fact]
    public async Task Terminate_stops_all_actors()
    {
        var system = ActorSystem.Create("other");
        var stopped = new TaskCompletionSource();
        system.ActorOf(Scripted.With(self =>
        {
            self.OnStop = () => stopped.SetResult();
            self.OnAny(_ => { });
        }));

        await system.Terminate().WaitAsync(Patience);

        Assert.True(stopped.Task.IsCompletedSuccessfully);
        Assert.True(system.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task Coordinated_shutdown_runs_its_tasks_in_the_order_of_the_phases_while_actors_live()
    {
        var system = ActorSystem.Create("other");
        var ran = new List<string>();
        void Add(string phase) => CoordinatedShutdown.Get(system).AddTask(phase, phase, () =>
        {
            ran.Add($"{phase} {system.WhenTerminated.IsCompleted}");
            return Task.FromResult(global::Akka.Done.Instance);
        });
        Add(CoordinatedShutdown.PhaseBeforeActorSystemTerminate);
        Add(CoordinatedShutdown.PhaseServiceStop);
        Add(CoordinatedShutdown.PhaseBeforeServiceUnbind);

        await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Patience);

        Assert.Equal(["before-service-unbind False", "service-stop False", "before-actor-system-terminate False"], ran);
        Assert.True(system.WhenTerminated.IsCompleted);
    }
}
