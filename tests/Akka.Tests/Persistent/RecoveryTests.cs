using Akka.Actor;
using Akka.Persistence;
using Sweep.Akka.Tests.Support;
using static Sweep.Akka.Tests.Support.Remark;

namespace Sweep.Akka.Tests.Persistent;

public abstract class RecoveryTests(JournalDatabase database) : JournalTest(database)
{
    [Fact]
    public async Task Events_are_replayed_in_order_and_then_comes_RecoveryCompleted_once()
    {
        await Store("a", "b", "c");
        await Reopen();
        var probe = NewProbe();

        Start(self => self.OnRecovered = recovered => probe.Ref.Tell(recovered));

        await probe.Expect("event a", "event b", "event c", "completed");
        await probe.ExpectNothingMore();
    }

    [Fact]
    public async Task An_actor_without_events_gets_RecoveryCompleted()
    {
        var probe = NewProbe();

        Start(self => self.OnRecovered = recovered => probe.Ref.Tell(recovered), "new");

        await probe.Expect("completed");
    }

    [Fact]
    public async Task Commands_wait_for_the_end_of_recovery()
    {
        await Store([.. Enumerable.Range(0, 3000).Select(i => $"{i}")]);
        var probe = NewProbe();
        var notebook = Start(self => self.OnRecovered = recovered =>
        {
            if (recovered == "completed")
            {
                probe.Ref.Tell(recovered);
            }
        });

        notebook.Tell(new Notebook.GetTexts(), probe.Ref);

        await probe.Expect("completed");
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"{i}"), (await probe.Next<string>()).Split(','));
    }

    [Theory]
    [InlineData("akka-persistence-sql-1.5.30")]
    [InlineData("compat")]
    public async Task A_journal_that_the_other_stack_wrote_goes_on(string journal)
    {
        await OpenDump(journal);
        var probe = NewProbe();

        var notebook = Start(self =>
        {
            self.OnRecovered = what => probe.Ref.Tell(what);
            self.On<string>(text => self.Note(new Noted(text), () => probe.Ref.Tell(self.LastSequenceNr)));
        });
        notebook.Tell("d", ActorRefs.NoSender);

        await probe.Expect("event a", "event b", "event c", "completed", 4L);
        Assert.Equal("a,b,c,d", await notebook.Ask<string>(new Notebook.GetTexts(), Patience));
    }

    [Fact]
    public async Task A_handler_that_fails_in_recovery_stops_the_actor()
    {
        await Store("a", "b");
        var probe = NewProbe();

        var notebook = Start(self =>
        {
            self.OnFailure = failure => probe.Ref.Tell(failure);
            self.OnRecovered = recovered =>
            {
                if (recovered == "event b")
                {
                    throw new InvalidOperationException("not this one");
                }
            };
        });
        probe.Watch(notebook);

        var ended = new[] { await probe.Next(), await probe.Next() };
        Assert.Contains("recovery True", ended);
        Assert.Contains(ended, message => message is Terminated);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_stops_the_actor()
    {
        await Store("a", "b");
        Rows("UPDATE journal SET manifest = 'unheard-of' WHERE sequence_number = 2");
        var probe = NewProbe();

        var notebook = Start(self => self.OnFailure = failure => probe.Ref.Tell(failure));
        probe.Watch(notebook);

        var ended = new[] { await probe.Next(), await probe.Next() };
        Assert.Contains(ended, message => message is string failure && failure.StartsWith("recovery", StringComparison.Ordinal));
        Assert.Contains(ended, message => message is Terminated);
    }

    private async Task Store(params string[] texts)
    {
        var probe = NewProbe();
        var notebook = Start(self => self.On<string[]>(all => self.NoteAll(all.Select(text => new Noted(text)), () => probe.Ref.Tell("stored"))));
        probe.Watch(notebook);
        notebook.Tell(texts, ActorRefs.NoSender);
        for (var i = 0; i < texts.Length; i++)
        {
            await probe.Expect("stored");
        }

        System.Stop(notebook);
        await probe.Next<Terminated>();
    }
}

public sealed class SqliteRecoveryTests() : RecoveryTests(new SqliteJournal());

public sealed class PostgresRecoveryTests() : RecoveryTests(new PostgresJournal());
