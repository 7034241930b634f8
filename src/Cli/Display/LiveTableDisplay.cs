using System.Collections.Concurrent;
using Spectre.Console;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Display;

/// <summary>A table that is drawn anew a few times a second on a terminal; failures scroll by above it.</summary>
public sealed class LiveTableDisplay : ISweepDisplay
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private readonly Terminal terminal;
    private readonly Func<(int Width, int Height)> size;
    private readonly TimeProvider time;
    private readonly ProgressView view;
    private readonly long began;
    private readonly CancellationTokenSource ending = new();
    private Task drawing = Task.CompletedTask;

    // Written by any thread, read by the drawing one.
    private readonly ConcurrentQueue<string> notes = new();
    private volatile SweepProgress? latest;

    // Used by the drawing thread alone.
    private readonly Throughput throughput = new();

    /// <param name="size">Of the terminal now, in characters.</param>
    /// <param name="metric">The objective's.</param>
    public LiveTableDisplay(Terminal terminal, Func<(int Width, int Height)> size, TimeProvider time, string metric)
    {
        (this.terminal, this.size, this.time) = (terminal, size, time);
        view = new ProgressView(metric);
        began = time.GetTimestamp();
    }

    public void Begin(string headline)
    {
        var region = new LiveRegion(terminal.Out, headline);
        region.Begin();
        drawing = Task.Run(() => DrawAsync(region));
    }

    public void Show(RunEvent happened)
    {
        if (happened is RunEvent.Failed)
        {
            Note(EventLine.Of(happened));
        }
    }

    public void Show(SweepProgress now) => latest = now;

    /// <summary>A line that scrolls by above the table.</summary>
    public void Note(string line) => notes.Enqueue(line);

    public void End(SweepStatus status) => latest = latest is { } last ? last with { Status = status, Running = [], EpochsLeft = 0 } : null;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await drawing;
        ending.Dispose();
    }

    private async Task DrawAsync(LiveRegion region)
    {
        try
        {
            using var timer = new PeriodicTimer(Period, time);
            do
            {
                Draw(region);
            }
            while (await Ticks(timer));

            Draw(region);
        }
        finally
        {
            region.End();
        }
    }

    private void Draw(LiveRegion region)
    {
        // One column stays free: a full line would make some terminals begin another.
        var (width, height) = size();
        var above = Rendered(width - 1, console =>
        {
            while (notes.TryDequeue(out var note))
            {
                console.MarkupLineInterpolated($"[red]{note}[/]");
            }
        });
        if (latest is not { } now)
        {
            region.Draw(above, "starting", width, height);
            return;
        }

        var elapsed = time.GetElapsedTime(began);
        throughput.Add(elapsed, now.EpochsTrained);
        region.Draw(above, Rendered(width - 1, console => console.Write(view.Draw(now, throughput, elapsed, width - 1, height))), width, height);
    }

    private string Rendered(int width, Action<IAnsiConsole> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write((terminal with { Out = text, Width = width }).Tables());
        return text.ToString();
    }

    private async ValueTask<bool> Ticks(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
