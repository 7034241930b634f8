using System.Diagnostics;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>Moments to wait for.</summary>
public static class Moments
{
    public static async Task After(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync();
    }

    public static Task Until(Func<bool> holds) => Until(() => Task.FromResult(holds()));

    public static Task Until(Func<Task<bool>> holds) => Seen(holds, isSo => isSo);

    /// <summary>Looks again and again until what is seen is as wanted.</summary>
    /// <exception cref="TimeoutException">It never is.</exception>
    public static async Task<T> Seen<T>(Func<Task<T>> look, Func<T, bool> isWanted)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (isWanted(seen))
            {
                return seen;
            }

            if (since.Elapsed > SweepProcess.Limit)
            {
                throw new TimeoutException($"What is wanted was not seen. Last was {seen}.");
            }

            await After(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>When a file of the folder changes next, or the process has ended.</summary>
    public static async Task Change(SweepProcess process, string folder, string pattern)
    {
        var exit = process.Exit();
        while (!Directory.Exists(folder) && !exit.IsCompleted)
        {
            await After(TimeSpan.FromMilliseconds(5));
        }

        if (exit.IsCompleted)
        {
            return;
        }

        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder, pattern) { IncludeSubdirectories = true };
        watcher.Created += (_, _) => changed.TrySetResult();
        watcher.Changed += (_, _) => changed.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await Task.WhenAny(changed.Task, exit);
    }
}
