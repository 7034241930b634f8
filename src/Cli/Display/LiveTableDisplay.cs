using System.Collections.Concurrent;
using Spectre.Console;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Display;

/// <summary>A table that is drawn anew a few times a second on a terminal; failures scroll by above it.</summary>
public sealed class LiveTableDisplay : ISweepDisplay
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private readonly IAnsiConsole console;
    private readonly Func<int> height;
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

    /// <param name="height">Lines of the terminal now.</param>
    /// <param name="metric">The objective's.</param>
    public LiveTableDisplay(IAnsiConsole console, Func<int> height, TimeProvider time, string metric)
    {
        (this.console, this.height, this.time) = (console, height, time);
        view = new ProgressView(metric);
        began = time.GetTimestamp();
    }

    public void Begin(string headline)
    {
        console.WriteLine(headline);
        drawing = Task.Run(DrawAsync);
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

    // Spectre's live display hides the cursor, and shows it again however its action ends.
    private Task DrawAsync() => console.Live(new Text("starting")).AutoClear(false).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            Draw(live);
        }
        while (await Ticks(timer));

        Draw(live);
    });

    private void Draw(LiveDisplayContext live)
    {
        while (notes.TryDequeue(out var note))
        {
            // Padded, because it is written over a line of the table.
            console.MarkupLineInterpolated($"[red]{note.PadRight(console.Profile.Width - 1)}[/]");
        }

        if (latest is { } now)
        {
            var elapsed = time.GetElapsedTime(began);
            throughput.Add(elapsed, now.EpochsTrained);
            live.UpdateTarget(view.Draw(now, throughput, elapsed, console.Profile.Width, height()));
        }
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
