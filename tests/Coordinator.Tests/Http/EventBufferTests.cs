using Sweep.Coordinator.Http;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Progress;

namespace Sweep.Coordinator.Tests.Http;

public sealed class EventBufferTests
{
    private readonly EventBuffer buffer = new();

    private static SweepProgress Progress(string? digest = null) =>
        new(new SweepStatus(Some.Sweep, "some", SweepPhase.Active, new RunCounts(), null, digest), [], 0, 0);

    [Fact]
    public async Task What_happens_comes_in_order_and_ends_with_the_last_word()
    {
        var (interrupted, last) = (new RunEvent.Interrupted(Some.Run(1), 1, 2), Progress("00ff"));
        buffer.Add(interrupted);
        buffer.Add(Progress());
        buffer.Add(last);
        buffer.Add(interrupted);

        Assert.Equal([interrupted, Progress(), last], await Read());
    }

    [Fact]
    public async Task Where_events_come_faster_than_they_are_read_some_are_left_out_and_counted_but_never_the_last_word()
    {
        for (var i = 0; i < 10_500; i++)
        {
            buffer.Add(new RunEvent.Interrupted(Some.Run(i), 1, 2));
        }

        buffer.Add(Progress("00ff"));

        var all = await Read();
        Assert.Equal(10_002, all.Count);
        Assert.Equal(new EventBuffer.LeftOut(500), Assert.Single(all.OfType<EventBuffer.LeftOut>()));
        Assert.Equal(Progress("00ff"), all[^1]);
    }

    private async Task<List<object>> Read()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var all = new List<object>();
        await foreach (var message in buffer.ReadAsync(limit.Token))
        {
            all.Add(message);
        }

        return all;
    }
}
