using System.ComponentModel;
using System.Diagnostics;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Trainers;

/// <summary>One trainer as its node sees it: started here, heard and awaited by threads of its own.</summary>
/// <remarks>
/// A process that hangs in the kernel, in a driver or on network storage, does not end when it is killed. It is given up after a while: nobody waits for
/// it or hears it any more, and it dies when the kernel lets go of it.
/// </remarks>
internal sealed class TrainerProcess
{
    // Children of the trainer may keep its pipes open for ever; what it said itself is there by then.
    private static readonly TimeSpan LastWordsLimit = TimeSpan.FromSeconds(2);

    private readonly TrainerOptions options;
    private readonly TimeProvider clock;
    private readonly TrainerLog log;
    private readonly LastLines lastWords = new();
    private readonly TaskCompletionSource<int> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TrainerExit> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource saidAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock guard = new();

    // Under the guard.
    private Process? process;
    private string? killedBecause;
    private ITimer? killLimit;

    /// <summary>Gets what the trainer says, on the thread that listens to it; replaced before each bundle is sent.</summary>
    private volatile Action<object> hear = _ => { };

    private TrainerProcess(TrainerOptions options, TimeProvider clock, TrainerLog log) => (this.options, this.clock, this.log) = (options, clock, log);

    /// <summary>The process id, once the trainer is ready; never, when it ends before.</summary>
    public Task<int> Ready => ready.Task;

    /// <summary>Completes when the process has exited and what it said was heard, or when it was killed and is given up.</summary>
    public Task<TrainerExit> Exited => exited.Task;

    public static TrainerProcess Start(TrainerOptions options, SlotId slot, TimeProvider clock, TrainerLog log)
    {
        var trainer = new TrainerProcess(options, clock, log);

        // The kernel ties the trainer's life to the thread that starts it: this one, which ends after it.
        new Thread(trainer.Live) { Name = $"trainer {slot.Device}#{slot.Number}", IsBackground = true }.Start();
        return trainer;
    }

    /// <summary>Sends a message; to a trainer that is dead it is lost.</summary>
    /// <param name="answers">Gets what the trainer says from now on.</param>
    public void Send(object message, Action<object>? answers = null)
    {
        hear = answers ?? hear;
        lock (guard)
        {
            try
            {
                TrainerFrames.Write(process!.StandardInput.BaseStream, message);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // Whoever waits for its answer hears of its end.
            }
        }
    }

    /// <summary>Kills it and what it has started.</summary>
    public void Kill(string because)
    {
        lock (guard)
        {
            killedBecause ??= because;
            if (killLimit is null)
            {
                var since = clock.GetUtcNow();
                killLimit = clock.CreateTimer(_ => Abandon(since), null, options.KillLimit, Timeout.InfiniteTimeSpan);
            }

            KillTree();
        }
    }

    /// <summary>Lets it end in order, and kills it when it does not.</summary>
    public async Task CloseAsync()
    {
        lock (guard)
        {
            killedBecause ??= "it was no longer needed";
            process?.StandardInput.Close();
        }

        try
        {
            await Exited.WaitAsync(options.EndGrace, clock);
        }
        catch (TimeoutException)
        {
            Kill("it did not end");
        }
    }

    private void Live()
    {
        var oomKills = OomKills.Count();
        try
        {
            Begin();
            var listening = Task.Factory.StartNew(Listen, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

            // Without a limit it would wait for the end of the pipes too.
            while (!process!.WaitForExit(TimeSpan.FromDays(1)))
            {
            }

            Task.WaitAll([listening, saidAll.Task], LastWordsLimit);
            End(new TrainerExit(process.ExitCode, killedBecause, OomKills.Count() > oomKills, lastWords.ToString()));
        }
        catch (Exception error)
        {
            // Whatever escapes here would take the node down.
            Kill($"{error.GetType().Name}: {error.Message}");
            End(new TrainerExit(-1, null, false, error.Message));
        }
    }

    private bool End(TrainerExit exit)
    {
        hear = _ => { };
        lock (guard)
        {
            killLimit?.Dispose();
        }

        return exited.TrySetResult(exit);
    }

    private void Abandon(DateTimeOffset since)
    {
        string name;
        lock (guard)
        {
            name = process is null ? "The process, which is still being started," : $"Process {process.Id}";
        }

        var remains = $"{name} has not exited since {since.UtcDateTime:u}: it seems to hang in the kernel, as with a driver or on network storage.";
        if (End(new TrainerExit(-1, killedBecause, false, "") { Remains = remains }))
        {
            log.Alarm($"A trainer was killed, because {killedBecause}. {remains} It is left to itself, and another takes its place.");
        }
    }

    private void KillTree()
    {
        try
        {
            if (process is not null)
            {
                options.KillTree(process);
            }
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is dead already, or what it started is.
        }
    }

    private void Begin()
    {
        var start = new ProcessStartInfo(options.File, options.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // One thread for each slot: libraries read these when they are loaded.
        foreach (var variable in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"])
        {
            start.Environment[variable] = "1";
        }

        // Not under the guard: it may hang too.
        var started = Process.Start(start)!;
        lock (guard)
        {
            process = started;
            if (killedBecause is not null)
            {
                KillTree();
            }
        }

        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
            {
                lastWords.Add(text);
                log.Note($"trainer {process.Id}: {text}");
            }
            else if (line.Data is null)
            {
                saidAll.TrySetResult();
            }
        };
        process.BeginErrorReadLine();
    }

    private void Listen()
    {
        try
        {
            while (TrainerFrames.Read(process!.StandardOutput.BaseStream) is { } message)
            {
                switch (message)
                {
                    case TrainerReady said:
                        ready.TrySetResult(said.ProcessId);
                        break;
                    case TrainerNote note:
                        log.Note(note.Text);
                        break;
                    default:
                        hear(message);
                        break;
                }
            }
        }
        catch (InvalidDataException error)
        {
            Kill($"it broke the protocol: {error.Message}");
        }
        catch (Exception error)
        {
            Kill($"{error.GetType().Name}: {error.Message}");
        }
    }
}
