namespace Sweep.EndToEnd.Tests.Support;

/// <summary>Moments at which to kill.</summary>
public static class Moments
{
    public static async Task After(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync();
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
