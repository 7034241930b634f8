using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Actors;

public sealed class TimerTests : SystemTest
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task A_single_timer_fires_once()
    {
        var probe = NewProbe();
        var actor = Start(self =>
        {
            self.On<string>(text => probe.Ref.Tell(text));
            self.OnStart = () => self.Timers.StartSingleTimer("key", "fired", Short);
        });

        await probe.Expect("fired");
        actor.Tell("asked", ActorRefs.NoSender);
        await probe.Expect("asked");
        await probe.ExpectNothingMore();
    }

    [Fact]
    public async Task A_periodic_timer_fires_until_it_is_cancelled()
    {
        var probe = NewProbe();
        var fired = 0;
        Start(self =>
        {
            self.On<string>(text =>
            {
                if (++fired == 3)
                {
                    self.Timers.CancelAll();
                    self.Timers.StartSingleTimer("end", 0, TimeSpan.FromMilliseconds(50));
                }
            });
            self.On<int>(_ => probe.Ref.Tell(fired));
            self.OnStart = () => self.Timers.StartPeriodicTimer("key", "tick", Short);
        });

        await probe.Expect(3);
    }

    [Fact]
    public async Task A_cancelled_timer_does_not_fire_even_when_its_message_is_in_the_mailbox() =>
        await InMailbox((self, _) => self.Timers.CancelAll(), "last");

    [Fact]
    public async Task A_replaced_timer_does_not_fire_even_when_its_message_is_in_the_mailbox() =>
        await InMailbox((self, _) => self.Timers.StartSingleTimer("key", "new", TimeSpan.Zero), "last", "new");

    [Fact]
    public async Task A_timer_that_is_let_be_fires_from_the_mailbox() =>
        await InMailbox((_, _) => { }, "old", "last");

    [Fact]
    public async Task Timers_end_with_a_restart() =>
        await InMailbox((self, probe) => throw new InvalidOperationException("restart"), "last");

    [Fact]
    public async Task Timers_end_with_the_actor()
    {
        var probe = NewProbe();
        var letters = NewProbe();
        System.EventStream.Subscribe(letters.Ref, typeof(global::Akka.Event.DeadLetter));
        var actor = Start(self =>
        {
            self.On<string>(_ => { });
            self.OnStart = () => self.Timers.StartPeriodicTimer("key", "tick", Short);
        });
        probe.Watch(actor);
        System.Stop(actor);
        await probe.Next<Terminated>();

        // Time enough for a timer that goes on.
        System.Scheduler.ScheduleTellOnceCancelable(TimeSpan.FromMilliseconds(60), probe.Ref, "later", ActorRefs.NoSender);
        await probe.Expect("later");

        await letters.ExpectNothingMore();
    }

    [Fact]
    public async Task The_scheduler_tells_once_and_repeatedly_until_called_off()
    {
        var probe = NewProbe();
        System.Scheduler.ScheduleTellOnceCancelable(Short, probe.Ref, "once", ActorRefs.NoSender);
        await probe.Expect("once");

        var ticks = System.Scheduler.ScheduleTellRepeatedlyCancelable(Short, Short, probe.Ref, "tick", ActorRefs.NoSender);
        await probe.Expect("tick", "tick", "tick");
        ticks.Cancel();

        Assert.True(ticks.IsCancellationRequested);
    }

    /// <summary>Holds an actor up until its timer's message is in the mailbox, then lets it act, and expects what it handles after that.</summary>
    private async Task InMailbox(Action<Scripted, Probe> act, params string[] expected)
    {
        var probe = NewProbe();
        var fired = new TaskCompletionSource();
        var instances = 0;
        var actor = Start(self =>
        {
            var first = instances++ == 0;
            self.On<string>(text => probe.Ref.Tell(text));
            self.On<Task>(hold =>
            {
                self.Timers.StartSingleTimer("key", "old", TimeSpan.Zero);
                probe.Ref.Tell("holding");
                hold.Wait(Patience);
                act(self, probe);
            });
        });
        actor.Tell(fired.Task, ActorRefs.NoSender);

        // A later timer of the same scheduler: when it has fired, so has the one before it.
        await probe.Expect("holding");
        System.Scheduler.ScheduleTellOnceCancelable(TimeSpan.FromMilliseconds(100), probe.Ref, "fired", ActorRefs.NoSender);
        await probe.Expect("fired");
        actor.Tell("last", ActorRefs.NoSender);
        fired.SetResult();

        await probe.Expect([.. expected]);
        await probe.ExpectNothingMore();
    }
}
