using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Remote;

[Collection(Network.Name)]
public sealed class ConversationTests
{
    [Fact]
    public async Task A_question_to_another_system_is_answered()
    {
        await using var pair = await Pair.Start();

        Assert.Equal(new Parcel("µ→𝄞"), await pair.Guest.Proxy.Ask<Parcel>(new Parcel("µ→𝄞"), Probe.Patience));
    }

    [Fact]
    public async Task A_question_that_nobody_answers_times_out()
    {
        await using var pair = await Pair.Start(actor => actor.On<Parcel>(_ => { }));

        await Assert.ThrowsAsync<AskTimeoutException>(() => pair.Guest.Proxy.Ask<Parcel>(new Parcel("x"), TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task Messages_of_one_sender_arrive_in_order_and_once()
    {
        const int count = 5000;
        var last = -1;
        var complete = new TaskCompletionSource<bool>();
        await using var pair = await Pair.Start(actor => actor.On<Parcel>(parcel =>
        {
            if (parcel.Text != (++last).ToString())
            {
                complete.TrySetResult(false);
            }
            else if (last == count - 1)
            {
                complete.TrySetResult(true);
            }
        }));

        for (var i = 0; i < count; i++)
        {
            pair.Guest.Proxy.Tell(new Parcel(i.ToString()), ActorRefs.NoSender);
        }

        Assert.True(await complete.Task.WaitAsync(Probe.Patience));
    }

    [Fact]
    public async Task A_sender_stays_known_and_can_be_told_later()
    {
        IActorRef? first = null;
        await using var pair = await Pair.Start(actor => actor.On<Parcel>(parcel =>
        {
            first ??= actor.CurrentSender;
            first.Tell(new Parcel($"{parcel.Text} from {(first.Equals(actor.CurrentSender) ? "the same" : "another")}"));
        }));
        var (one, other) = (pair.Guest.NewProbe(), pair.Guest.NewProbe());

        pair.Guest.Proxy.Tell(new Parcel("a"), one.Ref);
        await one.Expect(new Parcel("a from the same"));
        pair.Guest.Proxy.Tell(new Parcel("b"), one.Ref);
        await one.Expect(new Parcel("b from the same"));
        pair.Guest.Proxy.Tell(new Parcel("c"), other.Ref);
        await one.Expect(new Parcel("c from another"));
        await other.ExpectNothingMore();
    }

    [Fact]
    public async Task A_message_longer_than_allowed_is_dropped_and_the_next_one_arrives()
    {
        await using var pair = await Pair.Start(change: options => options with
        {
            Remote = new() { HostName = "127.0.0.1", Port = options.Port, MaxFrameSize = 64_000 },
        });
        var probe = pair.Guest.NewProbe();

        pair.Guest.Proxy.Tell(new Parcel(new string('x', 100_000)), probe.Ref);
        pair.Guest.Proxy.Tell(new Parcel("short"), probe.Ref);

        await probe.Expect(new Parcel("short"));
    }

    [Fact]
    public async Task A_message_of_a_type_that_does_not_travel_is_dropped_and_the_next_one_arrives()
    {
        await using var pair = await Pair.Start(actor => actor.OnAny(_ => actor.CurrentSender.Tell(new Parcel("seen"))));
        var probe = pair.Guest.NewProbe();

        pair.Guest.Proxy.Tell(new Exception("a stranger"), probe.Ref);
        pair.Guest.Proxy.Tell(new Parcel("ping"), probe.Ref);

        await probe.Expect(new Parcel("pong"));
    }

    [Fact]
    public async Task A_message_of_a_megabyte_arrives_where_it_is_allowed()
    {
        await using var pair = await Pair.Start();
        var parcel = new Parcel(new string('µ', 500_000));

        Assert.Equal(parcel, await pair.Guest.Proxy.Ask<Parcel>(parcel, Probe.Patience));
    }
}
