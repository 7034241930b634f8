using System.Threading.Channels;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Display;

/// <summary>One line for each event, for pipes. A thread of its own writes, so that a slow reader does not slow the training.</summary>
/// <param name="writer">Gets the events.</param>
/// <param name="error">Gets the notes.</param>
public sealed class PlainDisplay(TextWriter writer, TextWriter error) : ISweepDisplay
{
    private const int MostWaiting = 100_000;

    private readonly Channel<RunEvent> events = Channel.CreateUnbounded<RunEvent>(new UnboundedChannelOptions { SingleReader = true });
    private Task writing = Task.CompletedTask;

    // Counted up by any thread, down by the writing one.
    private int waiting;
    private long leftOut;

    public void Begin(string headline)
    {
        writer.WriteLine(headline);
        writing = Task.Run(WriteAsync);
    }

    public void Note(string line) => error.WriteLine(line);

    public void End(SweepStatus status)
    {
        // The final line says it.
    }

    /// <summary>Where the reader is too slow, lines of epochs are left out and counted; no other line ever is.</summary>
    public void Show(RunEvent happened)
    {
        if (happened is RunEvent.EpochEnded && Volatile.Read(ref waiting) >= MostWaiting)
        {
            Interlocked.Increment(ref leftOut);
            return;
        }

        Interlocked.Increment(ref waiting);
        events.Writer.TryWrite(happened);
    }

    public void Show(SweepProgress now)
    {
        // The lines say it all.
    }

    public async ValueTask DisposeAsync()
    {
        events.Writer.TryComplete();
        await writing;
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await events.Reader.WaitToReadAsync())
            {
                while (events.Reader.TryRead(out var happened))
                {
                    Interlocked.Decrement(ref waiting);
                    writer.WriteLine(EventLine.Of(happened));
                }

                if (Interlocked.Exchange(ref leftOut, 0) is > 0 and var count)
                {
                    writer.WriteLine($"{count} lines of epochs left out: they come faster than they are read; `sweep epochs` has them");
                }

                await writer.FlushAsync();
            }
        }
        catch (IOException)
        {
            // Nobody reads any more (`sweep run … | head`): the sweep goes on, its results are in the store.
        }
    }
}
