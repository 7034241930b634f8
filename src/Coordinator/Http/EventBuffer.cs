using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Sweep.Messages.Progress;

namespace Sweep.Coordinator.Http;

/// <summary>
/// What waits for one who watches. Any thread adds, one takes. Where the watcher is too slow, events are left out and counted; the last word
/// never is.
/// </summary>
internal sealed class EventBuffer
{
    private const int Most = 10_000;

    private readonly Channel<object> waiting = Channel.CreateBounded<object>(new BoundedChannelOptions(Most) { SingleReader = true });
    private volatile object? last;
    private long leftOut;

    public void Add(RunEvent happened)
    {
        if (!waiting.Writer.TryWrite(happened) && last is null)
        {
            Interlocked.Increment(ref leftOut);
        }
    }

    /// <summary>How the sweep stands now: the last word when that says how it ended.</summary>
    public void Add(SweepProgress now)
    {
        if (now.Status.Digest is not null)
        {
            End(now);
        }
        else
        {
            waiting.Writer.TryWrite(now);
        }
    }

    public void Add(Silence silence) => waiting.Writer.TryWrite(silence);

    public void End(object message)
    {
        last = message;
        waiting.Writer.TryComplete();
    }

    /// <summary>Everything, up to the last word.</summary>
    public async IAsyncEnumerable<object> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var message in waiting.Reader.ReadAllAsync(cancellation))
        {
            yield return message;
            if (Interlocked.Exchange(ref leftOut, 0) is > 0 and var count)
            {
                yield return new LeftOut(count);
            }
        }

        yield return last!;
    }

    /// <summary>The coordinator has said nothing for a while; it is asked again.</summary>
    internal sealed record Silence(double Seconds);

    /// <summary>So many events came faster than they were read.</summary>
    internal sealed record LeftOut(long Events);
}
