using Akka.Actor;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Actors;

public sealed class AskTests : SystemTest
{
    [Fact]
    public async Task The_answer_is_the_result()
    {
        var actor = Start(self => self.On<int>(number => self.CurrentSender.Tell(number + 1)));

        Assert.Equal(2, await actor.Ask<int>(1, Patience));
    }

    [Fact]
    public async Task Thousands_of_questions_get_their_own_answers()
    {
        var actor = Start(self => self.On<int>(number => self.CurrentSender.Tell(-number)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(number => actor.Ask<int>(number, Patience)));

        Assert.Equal(Enumerable.Range(0, 5_000).Select(number => -number), answers);
    }

    [Fact]
    public async Task Silence_ends_in_a_timeout()
    {
        var actor = Start(self => self.OnAny(_ => { }));

        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("well?", TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public async Task A_failure_as_the_answer_throws_its_cause()
    {
        var actor = Start(self => self.On<string>(_ => self.CurrentSender.Tell(new Status.Failure(new InvalidOperationException("no")))));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => actor.Ask<string>("well?", Patience));
        Assert.Equal("no", failure.Message);
    }

    [Fact]
    public async Task An_answer_of_another_type_throws()
    {
        var actor = Start(self => self.On<string>(_ => self.CurrentSender.Tell(1)));

        await Assert.ThrowsAsync<ArgumentException>(() => actor.Ask<string>("well?", Patience));
    }

    [Fact]
    public async Task A_question_can_be_called_off()
    {
        var actor = Start(self => self.OnAny(_ => { }));
        using var cancel = new CancellationTokenSource();

        var answer = actor.Ask<string>("well?", Patience, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task PipeTo_sends_the_result()
    {
        var probe = NewProbe();

        await Task.FromResult("done").PipeTo(probe.Ref);

        await probe.Expect("done");
    }

    [Fact]
    public async Task PipeTo_sends_what_the_mappers_make_of_it()
    {
        var probe = NewProbe();

        await Task.FromResult(1).PipeTo(probe.Ref, success: number => $"got {number}");
        await Task.FromException<int>(new InvalidOperationException("no")).PipeTo(probe.Ref, failure: cause => $"failed: {cause.Message}");

        await probe.Expect("got 1", "failed: no");
    }

    [Fact]
    public async Task PipeTo_sends_a_failure_as_a_message()
    {
        var probe = NewProbe();

        await Task.FromException<int>(new InvalidOperationException("no")).PipeTo(probe.Ref);

        Assert.Equal("no", (await probe.Next<Status.Failure>()).Cause.Message);
    }

    [Fact]
    public async Task PipeTo_from_inside_an_actor_comes_back_as_a_message_while_others_are_handled()
    {
        var probe = NewProbe();
        var work = new TaskCompletionSource<int>();
        var actor = Start(self =>
        {
            self.On<string>(text =>
            {
                probe.Ref.Tell(text);
                if (text == "begin")
                {
                    work.Task.PipeTo(self.Me);
                }
            });
            self.On<int>(number => probe.Ref.Tell(number));
        });
        actor.Tell("begin", ActorRefs.NoSender);
        actor.Tell("meanwhile", ActorRefs.NoSender);
        await probe.Expect("begin", "meanwhile");

        work.SetResult(7);

        await probe.Expect(7);
    }
}
