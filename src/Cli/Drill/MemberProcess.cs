using System.Diagnostics;

namespace Sweep.Cli.Drill;

/// <summary>One process of the cluster, which can be killed and started again. What it says is kept in a file. Any thread may use it.</summary>
/// <param name="start">How to start it, with its output redirected.</param>
/// <param name="atWork">What is in the line with which it says that it has work now.</param>
internal sealed class MemberProcess(string name, ProcessStartInfo start, string log, string atWork) : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    // Who starts or kills it holds this until that is done.
    private readonly Lock changing = new();
    private readonly Lock guard = new();
    private readonly ManualResetEventSlim isGone = new(initialState: true);

    // Under the guard.
    private Process? process;
    private long? atWorkSince;
    private bool isMeantToEnd;
    private int deaths;

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
    public int Deaths
    {
        get
        {
            lock (guard)
            {
                return deaths;
            }
        }
    }

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
    /// <exception cref="InvalidOperationException">It cannot be started.</exception>
    public void Start()
    {
        lock (changing)
        {
            lock (guard)
            {
                if (process is not null)
                {
                    return;
                }

                (isMeantToEnd, atWorkSince) = (false, null);
            }

            Exception? failure = null;
            using var isBegun = new ManualResetEventSlim();

            // The kernel ties its life to the thread that starts it: no process outlives a drill that is killed.
            var life = new Thread(() => Live(error =>
            {
                failure = error;
                isBegun.Set();
            }));
            (life.Name, life.IsBackground) = (name, true);
            life.Start();
            isBegun.Wait();
            if (failure is not null)
            {
                throw new InvalidOperationException($"{name} cannot be started: {failure.Message}", failure);
            }
        }
    }

    /// <returns>Whether there was a process to hear it.</returns>
    public bool Signal(int signal)
    {
        lock (guard)
        {
            return process is { } running && Signals.Send(running.Id, signal);
        }
    }

    /// <summary>SIGKILL; returns when it is gone.</summary>
    /// <returns>Whether there was a process to kill.</returns>
    public bool Kill()
    {
        lock (changing)
        {
            bool isKilled;
            lock (guard)
            {
                isMeantToEnd = true;
                isKilled = Signal(Signals.Kill);
            }

            isGone.Wait(EndLimit);
            return isKilled;
        }
    }

    public void Dispose() => Kill();

    /// <param name="begun">Hears that it runs, or why it cannot.</param>
    private void Live(Action<Exception?> begun)
    {
        using var running = new Process { StartInfo = start };
        StreamWriter file;
        try
        {
            file = new StreamWriter(new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
            running.OutputDataReceived += (_, line) => Hear(file, line.Data);
            running.ErrorDataReceived += (_, line) => Hear(file, line.Data);
            running.Start();
            running.BeginOutputReadLine();
            running.BeginErrorReadLine();
            lock (guard)
            {
                process = running;
                isGone.Reset();
            }
        }
        catch (Exception error)
        {
            begun(error);
            return;
        }

        begun(null);
        running.WaitForExit();
        lock (guard)
        {
            process = null;
            if (!isMeantToEnd)
            {
                deaths++;
                file.WriteLine($"--- {name} ended by itself with exit code {running.ExitCode} ---");
            }
        }

        file.Dispose();
        isGone.Set();
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
