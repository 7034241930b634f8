using System.Collections.Concurrent;
using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Actors;

public sealed class StressTests : SystemTest
{
    [Fact]
    public async Task Families_that_fail_and_are_stopped_from_all_sides_all_end_once()
    {
        const int families = 500;
        const int children = 4;
        var probe = NewProbe();
        var born = new TaskCompletionSource();
        var members = new ConcurrentBag<IActorRef>();
        var parents = Enumerable.Range(0, families).Select(_ => Start(parent =>
        {
            parent.OnStart = () =>
            {
                for (var i = 0; i < children; i++)
                {
                    members.Add(parent.Surroundings.ActorOf(Scripted.With(Fickle)));
                }

                if (members.Count == families * children)
                {
                    born.TrySetResult();
                }
            };
            Fickle(parent);
        })).ToList();
        await born.Task.WaitAsync(Patience);
        var watched = members.Concat(parents).ToHashSet();
        foreach (var member in watched)
        {
            probe.Watch(member);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(teller => Task.Run(() =>
        {
            var random = new Random(teller);
            foreach (var member in watched)
            {
                member.Tell(random.Next(3), ActorRefs.NoSender);
                member.Tell("wait", ActorRefs.NoSender);
                member.Tell(random.Next(3), ActorRefs.NoSender);
            }

            foreach (var parent in parents)
            {
                if (teller % 2 == 0)
                {
                    System.Stop(parent);
                }
                else
                {
                    parent.Tell(PoisonPill.Instance, ActorRefs.NoSender);
                }
            }
        })));

        var ended = new HashSet<IActorRef>();
        while (ended.Count < watched.Count)
        {
            Assert.True(ended.Add((await probe.Next<Terminated>()).ActorRef));
        }

        Assert.Equal(watched, ended);
        await probe.ExpectNothingMore();
    }

    /// <summary>Fails on 0, and else does nothing.</summary>
    private static void Fickle(Scripted self)
    {
        self.On<int>(number =>
        {
            if (number == 0)
            {
                throw new InvalidOperationException("0");
            }
        });
        self.On<string>(_ => { });
    }
}
