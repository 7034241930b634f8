using System.Text;
using Akka.Actor;
using Akka.Persistence;
using Sweep.Akka.Tests.Support;
using static Sweep.Akka.Tests.Support.Remark;

namespace Sweep.Akka.Tests.Persistent;

public abstract class JournalLayoutTests(JournalDatabase database) : JournalTest(database)
{
    [Theory]
    [InlineData("journal", "ordering created deleted persistence_id sequence_number message manifest identifier writer_uuid")]
    [InlineData("tags", "ordering_id tag persistence_id sequence_nr")]
    [InlineData("snapshot", "persistence_id sequence_number created snapshot manifest serializer_id")]
    public async Task Tables_have_the_columns_of_Akka_Persistence_Sql(string table, string columns)
    {
        await Write();

        Assert.Equal(
            columns.Split(' ').Order(StringComparer.Ordinal),
            Rows(Database.SelectColumns(table)).Select(row => (string)row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_row_is_the_serialized_event_with_its_serializer_and_manifest()
    {
        var before = TimeProvider.System.GetUtcNow().Ticks;
        await Write();
        var after = TimeProvider.System.GetUtcNow().Ticks;

        var row = Assert.Single(Rows(
            "SELECT ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid FROM journal"));
        Assert.Equal(1L, row[0]);
        Assert.InRange((long)row[1], before, after);
        Assert.False(Convert.ToBoolean(row[2]));
        Assert.Equal("notebook", row[3]);
        Assert.Equal(1L, row[4]);
        Assert.Equal("a", Encoding.UTF8.GetString((byte[])row[5]));
        Assert.Equal("noted", row[6]);
        Assert.Equal(RemarkSerializer.Id, Convert.ToInt32(row[7]));
        Assert.Equal(32, ((string)row[8]).Length);
    }

    [Fact]
    public async Task Rows_survive_reopening()
    {
        await Write();
        await Reopen();

        Assert.Equal("a", await Start(_ => { }).Ask<string>(new Notebook.GetTexts(), Patience));
    }

    private async Task Write()
    {
        var probe = NewProbe();
        var notebook = Start(self => self.On<string>(text => self.Note(new Noted(text), () => probe.Ref.Tell("stored"))));
        probe.Watch(notebook);
        notebook.Tell("a", ActorRefs.NoSender);
        await probe.Expect("stored");
        System.Stop(notebook);
        await probe.Next<Terminated>();
    }
}

public sealed class SqliteJournalLayoutTests() : JournalLayoutTests(new SqliteJournal());

public sealed class PostgresJournalLayoutTests() : JournalLayoutTests(new PostgresJournal());
