using Sweep.GpuNode.Files;

namespace Sweep.GpuNode.Tests.Files;

public sealed class TransferQueueTests
{
    private readonly TransferQueue<int> queue = new(most: 2, mostWaiting: 3);

    [Fact]
    public void No_more_are_under_way_than_may_be()
    {
        queue.Add("a", 1);
        queue.Add("b", 2);
        queue.Add("c", 3);

        Assert.Equal([("a", 1), ("b", 2)], queue.Begin());
        Assert.Empty(queue.Begin());

        queue.End("b");
        Assert.Equal([("c", 3)], queue.Begin());
    }

    [Fact]
    public void Of_one_folder_one_is_under_way_and_the_newest_waits()
    {
        queue.Add("a", 1);
        queue.Begin();
        queue.Add("a", 2);
        queue.Add("a", 3);
        Assert.Empty(queue.Begin());

        queue.End("a");

        Assert.Equal([("a", 3)], queue.Begin());
        queue.End("a");
        Assert.Empty(queue.Begin());
    }

    [Fact]
    public void More_folders_than_may_wait_are_refused()
    {
        Assert.True(queue.Add("a", 1));
        Assert.True(queue.Add("b", 1));
        Assert.True(queue.Add("c", 1));

        Assert.False(queue.Add("d", 1));
        Assert.True(queue.Add("b", 2));
    }

    [Fact]
    public void What_is_dropped_while_it_waits_does_not_begin()
    {
        queue.Add("a", 1);
        queue.Begin();
        queue.Add("a", 1);
        queue.Add("b", 1);
        queue.Add("c", 2);

        queue.Drop(transfer => transfer == 1);

        Assert.Equal([("c", 2)], queue.Begin());
    }
}
