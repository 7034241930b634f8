using System.Diagnostics;

namespace Sweep.Cli.Drill;

/// <summary>A small file system of its own for checkpoints, which can be filled and made read-only. Only root may mount one.</summary>
internal sealed class CheckpointDisk : IDisposable
{
    private const string Size = "size=256m";

    private readonly string folder;

    private CheckpointDisk(string folder) => this.folder = folder;

    private string Filler => Path.Combine(folder, "filler");

    /// <param name="folder">Made where it is missing.</param>
    /// <returns>Null where none can be mounted.</returns>
    public static CheckpointDisk? Mount(string folder)
    {
        Directory.CreateDirectory(folder);
        return Run("mount", "-t", "tmpfs", "-o", Size, "sweep-drill", folder) ? new CheckpointDisk(folder) : null;
    }

    public void Fill()
    {
        try
        {
            using var file = File.Create(Filler);
            var chunk = new byte[1 << 20];
            while (true)
            {
                file.Write(chunk);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    /// <returns>False while a file there is open for writing.</returns>
    public bool SetReadOnly() => Run("mount", "-o", "remount,ro", folder);

    /// <exception cref="CommandFailed">It cannot be written again.</exception>
    public void Mend()
    {
        if (!Run("mount", "-o", $"remount,rw,{Size}", folder))
        {
            throw CommandFailed.Infrastructure($"the file system of the checkpoints, {folder}, cannot be made writable again: the drill cannot go on.");
        }

        File.Delete(Filler);
    }

    public void Dispose() => Run("umount", "-l", folder);

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // There is no such command.
        }
    }
}
