using System.Collections.Immutable;
using Sweep.GpuNode.Files;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Protocol;

namespace Sweep.GpuNode.Tests.Files;

public sealed class OfferBookTests
{
    private static readonly string Folder = $"checkpoints/{SomeCheckpoint.Key().ToString()[..2]}/{SomeCheckpoint.Key()}";

    private readonly OfferBook book = new();

    [Fact]
    public void What_nobody_keeps_is_said_again_ever_more_rarely()
    {
        Add(Folder, Files(1));

        var said = Enumerable.Range(0, 120).Where(second => book.Due(TimeSpan.FromSeconds(second)).Count > 0);

        Assert.Equal([0, 5, 15, 35, 65, 95], said);
    }

    [Fact]
    public void What_is_kept_is_not_said_again()
    {
        Add(Folder, Files(1));
        Assert.False(book.IsKept(Folder));

        book.Keep(Folder, Files(1));

        Assert.True(book.IsKept(Folder));
        Assert.Empty(book.Due(TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_newer_checkpoint_takes_the_place_of_the_one_before()
    {
        Add(Folder, Files(1));
        Add(Folder, Files(2));
        Add(Folder, Files(1));
        book.Keep(Folder, Files(1));

        Assert.False(book.IsKept(Folder));
        Assert.Equal(Files(2), Assert.Single(book.Due(TimeSpan.Zero)).AsEnumerable());
    }

    [Fact]
    public void Another_coordinator_is_told_of_all_that_is_still_needed()
    {
        Add(Folder, Files(3));
        Add("artifacts/x", Files(0), isLast: true);
        book.Keep(Folder, Files(3));
        book.Keep("artifacts/x", Files(0));

        book.Restart();

        Assert.Equal(Files(3), Assert.Single(book.Due(TimeSpan.Zero)).AsEnumerable());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_last_of_a_run_is_told_of_until_it_is_kept_and_then_forgotten(bool isKeptBefore)
    {
        Add(Folder, Files(3));
        if (isKeptBefore)
        {
            book.Keep(Folder, Files(3));
        }

        Add(Folder, Files(3), isLast: true);
        book.Restart();

        Assert.Equal(isKeptBefore ? 0 : 1, book.Due(TimeSpan.Zero).Count);
        book.Keep(Folder, Files(3));
        book.Restart();
        Assert.Empty(book.Due(TimeSpan.FromHours(1)));
        Assert.Null(book.Refuse(Folder));
    }

    [Fact]
    public void It_knows_whose_run_wrote_what_is_refused_and_how_often_it_was()
    {
        Add(Folder, Files(3));

        Assert.Equal((SomeBundle.Sweep, 1), book.Refuse(Folder));
        Assert.Equal((SomeBundle.Sweep, 2), book.Refuse(Folder));
    }

    [Fact]
    public void What_was_never_offered_is_not_waited_for() => Assert.True(book.IsKept("artifacts/x"));

    private void Add(string folder, ImmutableArray<FileEntry> files, bool isLast = false) => book.Add(folder, files, SomeBundle.Sweep, isLast);

    private static ImmutableArray<FileEntry> Files(int epoch) => [new($"{Folder}/epoch-{epoch:D4}.json", 10, $"{epoch}")];
}
