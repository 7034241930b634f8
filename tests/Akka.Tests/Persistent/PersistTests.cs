using Akka.Actor;
using Akka.Persistence;
using Sweep.Akka.Tests.Support;
using static Sweep.Akka.Tests.Support.Remark;

namespace Sweep.Akka.Tests.Persistent;

public abstract class PersistTests(JournalDatabase database) : JournalTest(database)
{
    [Fact]
    public async Task The_handler_runs_after_the_event_is_stored()
    {
        var probe = NewProbe();
        var notebook = Start(self => self.On<string>(text => self.Note(new Noted(text), () => probe.Ref.Tell(CountRows()))));

        notebook.Tell("a", ActorRefs.NoSender);
        await probe.Expect(1L);

        notebook.Tell("b", ActorRefs.NoSender);
        await probe.Expect(2L);
    }

    [Fact]
    public async Task Commands_wait_until_the_handler_has_run()
    {
        var probe = NewProbe();
        var notebook = Start(self => self.On<string>(text =>
        {
            probe.Ref.Tell("command " + text);
            self.Note(new Noted(text), () => probe.Ref.Tell("stored " + text));
        }));

        foreach (var text in (string[])["a", "b", "c"])
        {
            notebook.Tell(text, ActorRefs.NoSender);
        }

        await probe.Expect("command a", "stored a", "command b", "stored b", "command c", "stored c");
    }

    [Fact]
    public async Task Handlers_run_in_the_order_of_their_persists_also_when_nested()
    {
        var probe = NewProbe();
        var notebook = Start(self => self.On<string>(_ =>
        {
            self.Note(new Noted("1"), () =>
            {
                probe.Ref.Tell("1");
                self.Note(new Noted("3"), () => probe.Ref.Tell("3"));
            });
            self.Note(new Noted("2"), () => probe.Ref.Tell("2"));
        }));

        notebook.Tell("go", ActorRefs.NoSender);
        notebook.Tell(new Notebook.GetTexts(), probe.Ref);

        await probe.Expect("1", "2", "3", "1,2,3");
        Assert.Equal(["1", "2", "3"], StoredTexts());
    }

    [Fact]
    public async Task The_sender_in_a_handler_is_that_of_the_command()
    {
        var first = NewProbe();
        var second = NewProbe();
        var notebook = Start(self => self.On<string>(text => self.Note(new Noted(text), () => self.CurrentSender.Tell(text))));

        notebook.Tell("a", first.Ref);
        notebook.Tell("b", second.Ref);

        await first.Expect("a");
        await second.Expect("b");
        await first.ExpectNothingMore();
    }

    [Fact]
    public async Task PersistAll_stores_all_or_none()
    {
        var probe = NewProbe();
        var notebook = Start(self =>
        {
            self.OnFailure = failure => probe.Ref.Tell(failure);
            self.On<string>(texts => self.NoteAll(texts.Split(' ').Select(text => new Noted(text)), () => probe.Ref.Tell("stored")));
        });
        probe.Watch(notebook);
        notebook.Tell("a b", ActorRefs.NoSender);
        await probe.Expect("stored", "stored");

        // Another writer takes the number that the fourth event will want.
        Rows("INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, identifier, manifest) "
            + $"VALUES (0, {Database.False}, 'notebook', 4, {Database.Zero}, 4711, 'noted')");
        notebook.Tell("c d e", ActorRefs.NoSender);

        await probe.Expect("failed 3");
        await probe.Next<Terminated>();
        Assert.Equal([1L, 2L, 4L], Rows("SELECT sequence_number FROM journal ORDER BY ordering").Select(row => row[0]));
    }

    [Fact]
    public async Task A_write_that_fails_stops_the_actor_and_applies_nothing()
    {
        var probe = NewProbe();
        var notebook = Start(self =>
        {
            self.OnFailure = failure => probe.Ref.Tell(failure);
            self.On<string>(text => self.Note(new Noted(text), () => probe.Ref.Tell("stored " + text)));
        });
        probe.Watch(notebook);
        notebook.Tell("a", ActorRefs.NoSender);
        await probe.Expect("stored a");
        Rows("ALTER TABLE journal RENAME TO journal_away");

        notebook.Tell("b", ActorRefs.NoSender);
        notebook.Tell("c", ActorRefs.NoSender);

        await probe.Expect("failed 2");
        await probe.Next<Terminated>();
        await probe.ExpectNothingMore();
        Rows("ALTER TABLE journal_away RENAME TO journal");
        Assert.Equal("a", await Start(_ => { }).Ask<string>(new Notebook.GetTexts(), Patience));
    }

    [Fact]
    public async Task An_event_that_cannot_be_serialized_is_rejected_and_the_actor_goes_on()
    {
        var probe = NewProbe();
        var notebook = Start(self =>
        {
            self.OnFailure = failure => probe.Ref.Tell(failure);
            self.On<string>(text => self.Note(new Noted(text), () => probe.Ref.Tell("stored " + text)));
            self.On<Unwritable>(unwritable => self.NoteAll([unwritable]));
        });

        notebook.Tell("a", ActorRefs.NoSender);
        notebook.Tell(new Unwritable(), ActorRefs.NoSender);
        notebook.Tell("b", ActorRefs.NoSender);

        await probe.Expect("stored a", "rejected 2", "stored b");
        Assert.Equal(["a", "b"], StoredTexts());
    }

    [Fact]
    public async Task A_failing_handler_restarts_the_actor_and_its_event_is_recovered()
    {
        var probe = NewProbe();
        var notebook = Start(self =>
        {
            self.OnRecovered = recovered => probe.Ref.Tell(recovered);
            self.On<string>(text => self.Note(new Noted(text), () => throw new InvalidOperationException("after the event")));
        });
        await probe.Expect("completed");

        notebook.Tell("a", ActorRefs.NoSender);

        await probe.Expect("event a", "completed");
        Assert.Equal("a", await notebook.Ask<string>(new Notebook.GetTexts(), Patience));
    }

    [Fact]
    public async Task Many_actors_persist_side_by_side_and_nothing_is_lost()
    {
        const int actors = 50;
        const int each = 200;
        var probe = NewProbe();
        for (var i = 0; i < actors; i++)
        {
            var notebook = Start(
                self => self.On<int>(number => self.Note(new Noted($"{number}"), () => probe.Ref.Tell(number))), $"notebook-{i}");
            for (var number = 1; number <= each; number++)
            {
                notebook.Tell(number, ActorRefs.NoSender);
            }
        }

        for (var n = 0; n < actors * each; n++)
        {
            await probe.Next<int>();
        }

        Assert.Equal((long)actors * each, CountRows());
        Assert.Equal(
            (long)actors,
            Rows($"SELECT COUNT(*) FROM (SELECT 1 FROM journal GROUP BY persistence_id HAVING MAX(sequence_number) = {each}) AS full_journals")[0][0]);
    }

    private long CountRows() => (long)Rows("SELECT COUNT(*) FROM journal")[0][0];

    private string[] StoredTexts() =>
        [.. Rows($"SELECT {Database.Text("message")} FROM journal ORDER BY ordering").Select(row => (string)row[0])];
}

public sealed class SqlitePersistTests() : PersistTests(new SqliteJournal());

public sealed class PostgresPersistTests() : PersistTests(new PostgresJournal());
