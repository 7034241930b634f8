using System.Diagnostics;

namespace Sweep.Cli.Drill;

/// <summary>One process of the cluster, which can be killed and started again. What it says is kept in a file.</summary>
/// <param name="start">How to start it, with its output redirected.</param>
/// <param name="atWork">What is in the line with which it says that it has work now.</param>
internal sealed class MemberProcess(string name, ProcessStartInfo start, string log, string atWork) : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly Lock guard = new();

    // Under the guard.
    private Process? process;
    private long? atWorkSince;
    private bool isMeantToEnd;

    public string Name => name;

    /// <summary>0 while there is none.</summary>
    public int Id
    {
        get
        {
            lock (guard)
            {
                return process?.Id ?? 0;
            }
        }
    }

    /// <summary>How often it ended though nobody ended it.</summary>
    public int Deaths { get; private set; }

    /// <summary>The timestamp at which it last said so, since its start; null before, and when it does not run.</summary>
    public long? AtWorkSince
    {
        get
        {
            lock (guard)
            {
                return process is null ? null : atWorkSince;
            }
        }
    }

    /// <summary>Starts it, unless it runs.</summary>
    public void Start()
    {
        lock (guard)
        {
            if (process is not null)
            {
                return;
            }

            isMeantToEnd = false;
            atWorkSince = null;
        }

        using var started = new ManualResetEventSlim();

        // The kernel ties its life to the thread that starts it: no process outlives a drill that is killed.
        new Thread(() => Live(started)) { Name = name, IsBackground = true }.Start();
        started.Wait();
    }

    public void Signal(int signal)
    {
        if (Id is not 0 and var id)
        {
            Signals.Send(id, signal);
        }
    }

    /// <summary>SIGKILL; returns when it is gone.</summary>
    public void Kill()
    {
        Process? dying;
        lock (guard)
        {
            isMeantToEnd = true;
            dying = process;
        }

        if (dying is not null)
        {
            Signals.Send(dying.Id, Signals.Kill);
            SpinWait.SpinUntil(() => Id == 0, EndLimit);
        }
    }

    public void Dispose() => Kill();

    private void Live(ManualResetEventSlim started)
    {
        using var running = new Process { StartInfo = start };
        using var file = new StreamWriter(new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        try
        {
            running.OutputDataReceived += (_, line) => Hear(file, line.Data);
            running.ErrorDataReceived += (_, line) => Hear(file, line.Data);
            running.Start();
            running.BeginOutputReadLine();
            running.BeginErrorReadLine();
            lock (guard)
            {
                process = running;
            }
        }
        finally
        {
            started.Set();
        }

        running.WaitForExit();
        lock (guard)
        {
            process = null;
            if (!isMeantToEnd)
            {
                Deaths++;
                file.WriteLine($"--- {name} ended by itself with exit code {running.ExitCode} ---");
            }
        }
    }

    private void Hear(StreamWriter file, string? line)
    {
        if (line is not null)
        {
            lock (guard)
            {
                file.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss.f} {line}");
                atWorkSince = line.Contains(atWork, StringComparison.Ordinal) ? Stopwatch.GetTimestamp() : atWorkSince;
            }
        }
    }
}
