using System.Diagnostics;

namespace Sweep.Postgres;

/// <summary>Runs a shell command when it is disposed, or when this process is gone: then the pipe it reads from is closed.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private bool disposed;

    public Watchdog(string command)
    {
        // A signal that stops the tests must not stop it too.
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true, WorkingDirectory = "/" };
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"cat >/dev/null; ( {command} ) >/dev/null 2>&1");
        process = Process.Start(start)!;
    }

    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            process.StandardInput.Close();
            process.WaitForExit(Patience);
            process.Dispose();
        }
    }
}
