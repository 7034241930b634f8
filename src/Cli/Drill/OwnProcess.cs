using System.Diagnostics;

namespace Sweep.Cli.Drill;

/// <summary>This program, as a process of the drill.</summary>
internal static class OwnProcess
{
    private const string SetSession = "/usr/bin/setsid";
    private const string SetPrivileges = "/usr/bin/setpriv";

    /// <summary>How to start it, with output redirected.</summary>
    /// <param name="isMember">The kernel kills it when the thread that started it ends, and Ctrl-C in the terminal of the drill does not reach it.</param>
    public static ProcessStartInfo Start(IEnumerable<string> arguments, bool isMember)
    {
        string[] command =
        [
            .. isMember && File.Exists(SetSession) ? [SetSession] : Array.Empty<string>(),
            .. isMember && File.Exists(SetPrivileges) ? [SetPrivileges, "--pdeathsig", "KILL"] : Array.Empty<string>(),
            .. OwnProgram.Command, .. arguments,
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        return start;
    }

    /// <summary>Runs it to its end, or until it is told to stop: then nothing of it is left.</summary>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="CommandFailed">It failed.</exception>
    public static async Task<string> RunAsync(CancellationToken stop, params string[] arguments)
    {
        using var process = Process.Start(Start(arguments, isMember: false))!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
            await Task.WhenAll(output, error);
            await process.WaitForExitAsync(stop);
            return process.ExitCode == 0
                ? await output
                : throw CommandFailed.Infrastructure($"`sweep {string.Join(' ', arguments)}` ended with exit code {process.ExitCode}: {(await error).TrimEnd()}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
