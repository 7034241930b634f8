using System.Runtime.InteropServices;

namespace Sweep.Cli;

/// <summary>
/// Turns Ctrl-C and SIGTERM into a cancellation, so that what runs can end in order. A second Ctrl-C ends the process at once.
/// </summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly TextWriter error;
    private int signals;

    public Interruption(TextWriter error)
    {
        this.error = error;
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
    }

    public CancellationToken Token => source.Token;

    /// <summary>Completes with the first signal.</summary>
    public Task Requested()
    {
        var requested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.Token.Register(requested.SetResult);
        return requested.Task;
    }

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref signals) == 1)
        {
            source.Cancel();
            return;
        }

        // The cursor may be hidden by a live table that now cannot show it again.
        error.Write(Console.IsErrorRedirected ? "" : "\e[?25h");
        Environment.Exit(ExitCode.Interrupted);
    }
}
