using System.Diagnostics;

namespace Sweep.Cli.Drill;

/// <summary>This program, as a process of the drill.</summary>
internal static class OwnProgram
{
    private const string SetPrivileges = "/usr/bin/setpriv";

    /// <summary>How to start it, with output redirected.</summary>
    /// <param name="isTied">The kernel kills it when the thread that started it ends.</param>
    public static ProcessStartInfo Start(IEnumerable<string> arguments, bool isTied)
    {
        var program = typeof(OwnProgram).Assembly.Location;
        var isHosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] command = isHosted ? [Environment.ProcessPath!, program] : [Environment.ProcessPath!];
        string[] tied = isTied && File.Exists(SetPrivileges) ? [SetPrivileges, "--pdeathsig", "KILL", .. command] : command;
        var start = new ProcessStartInfo(tied[0], [.. tied[1..], .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        return start;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="CommandFailed">It failed.</exception>
    public static async Task<string> RunAsync(CancellationToken stop, params string[] arguments)
    {
        using var process = Process.Start(Start(arguments, isTied: false))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await Task.WhenAll(output, error);
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0
            ? await output
            : throw CommandFailed.Infrastructure($"`sweep {string.Join(' ', arguments)}` ended with exit code {process.ExitCode}: {(await error).TrimEnd()}");
    }
}
