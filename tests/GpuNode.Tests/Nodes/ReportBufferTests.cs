using Sweep.GpuNode.Nodes;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Nodes;

public sealed class ReportBufferTests
{
    private readonly ReportBuffer buffer = new(new NodeId("node-a", 1), "x64", longestBatch: 2);

    private static RunReport Report(string sweep, int run) => new RunReport.Ended(new RunId(new SweepId(sweep), run), 1, new RunOutcome.Interrupted(1));

    private static RunReport Epoch(int run, int epoch) =>
        new RunReport.Epoch(new RunId(new SweepId("a-1"), run), 1, new EpochMetrics(epoch, MetricSet.Empty, 1, 1));

    private ReportBatch Send(string sweep, int run)
    {
        buffer.Add(Report(sweep, run));
        return Assert.Single(buffer.Close());
    }

    [Fact]
    public void What_was_sent_is_sent_again_until_it_is_acknowledged()
    {
        var (first, second) = (Send("a-1", 0), Send("a-1", 1));

        Assert.Equal([first, second], buffer.Unacknowledged());
        Assert.Equal(first.Reports.AsEnumerable(), buffer.Acknowledge(first.Sweep, first.Sequence).AsEnumerable());
        Assert.Equal([second], buffer.Unacknowledged());
    }

    [Fact]
    public void A_batch_is_no_longer_than_it_may_be()
    {
        for (var run = 0; run < 5; run++)
        {
            buffer.Add(Report("a-1", run));
        }

        Assert.Equal([2, 2, 1], buffer.Close().Select(batch => batch.Reports.Length));
        Assert.Equal(5, buffer.Count);
    }

    [Fact]
    public void An_end_is_held_back_until_what_its_run_reported_before_is_stored()
    {
        buffer.Add(Epoch(run: 0, epoch: 1));
        var first = Assert.Single(buffer.Close());
        buffer.Add(Epoch(run: 0, epoch: 2));
        buffer.Add(Report("a-1", 0));
        buffer.Add(Report("a-1", 1));

        var second = Assert.Single(buffer.Close());
        Assert.Equal([Epoch(run: 0, epoch: 2), Report("a-1", 1)], second.Reports.AsEnumerable());
        Assert.True(buffer.HoldsBack);
        buffer.Acknowledge(second.Sweep, second.Sequence);
        Assert.Empty(buffer.Close());
        buffer.Acknowledge(first.Sweep, first.Sequence);

        Assert.Equal([Report("a-1", 0)], Assert.Single(buffer.Close()).Reports.AsEnumerable());
        Assert.False(buffer.HoldsBack);
    }

    [Fact]
    public void An_end_goes_with_the_epochs_of_its_run_in_one_batch_and_not_in_the_next()
    {
        buffer.Add(Epoch(run: 0, epoch: 1));
        buffer.Add(Report("a-1", 0));
        buffer.Add(Epoch(run: 1, epoch: 1));
        buffer.Add(Epoch(run: 1, epoch: 2));
        buffer.Add(Report("a-1", 1));

        Assert.Equal([2, 2], buffer.Close().Select(batch => batch.Reports.Length));
        Assert.True(buffer.HoldsBack);
    }

    [Fact]
    public void A_late_acknowledgement_is_not_taken_for_that_of_a_later_batch_of_the_same_sweep()
    {
        var first = Send("a-1", 0);
        buffer.Acknowledge(first.Sweep, first.Sequence);
        var second = Send("a-1", 1);

        Assert.Empty(buffer.Acknowledge(first.Sweep, first.Sequence));
        Assert.Equal([second], buffer.Unacknowledged());
        Assert.Equal(1, buffer.Count);
    }
}
