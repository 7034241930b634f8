using System.ComponentModel;
using System.Diagnostics;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Trainers;

/// <summary>One trainer as its node sees it: started here, heard and awaited by a thread of its own.</summary>
internal sealed class TrainerProcess
{
    private readonly TrainerOptions options;
    private readonly Action<string> log;
    private readonly LastLines lastWords = new();
    private readonly TaskCompletionSource<int> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TrainerExit> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock guard = new();

    // Under the guard.
    private Process? process;
    private string? killedBecause;

    /// <summary>Gets what the trainer says, on the thread that listens to it; replaced before each bundle is sent.</summary>
    private volatile Action<object> hear = _ => { };

    private TrainerProcess(TrainerOptions options, Action<string> log) => (this.options, this.log) = (options, log);

    /// <summary>The process id, once the trainer is ready; never, when it ends before.</summary>
    public Task<int> Ready => ready.Task;

    /// <summary>Completes after the last of what it said was heard.</summary>
    public Task<TrainerExit> Exited => exited.Task;

    public static TrainerProcess Start(TrainerOptions options, SlotId slot, Action<string> log)
    {
        var trainer = new TrainerProcess(options, log);

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

    public void Kill(string because)
    {
        lock (guard)
        {
            killedBecause ??= because;
            try
            {
                process?.Kill();
            }
            catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
            {
                // It is dead already.
            }
        }
    }

    /// <summary>Lets it end in order, and kills it when it does not.</summary>
    public async Task CloseAsync(TimeProvider clock)
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
            Listen();
            process!.WaitForExit();
            exited.SetResult(new TrainerExit(process.ExitCode, killedBecause, OomKills.Count() > oomKills, lastWords.ToString()));
        }
        catch (Exception error)
        {
            // Whatever escapes here would take the node down.
            Kill($"{error.GetType().Name}: {error.Message}");
            exited.SetResult(new TrainerExit(-1, null, false, error.Message));
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

        lock (guard)
        {
            process = Process.Start(start)!;
        }

        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
            {
                lastWords.Add(text);
                log($"trainer {process.Id}: {text}");
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
                        log(note.Text);
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
    }
}
