using System.Diagnostics;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>
/// A folder that soon cannot be written to: a small file system that fills up, or a folder in which every subfolder that a run may need is a file.
/// </summary>
public sealed class BadDisk : IDisposable
{
    private readonly string folder;
    private readonly bool isMounted;

    /// <summary>Whether this user may mount file systems.</summary>
    public static bool MayMount { get; } = TryMount();

    /// <param name="kilobytes">Room there is; 0 for none, which needs no file system.</param>
    public BadDisk(string folder, int kilobytes)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        isMounted = kilobytes > 0;
        if (isMounted)
        {
            Assert.True(Mount(folder, kilobytes), "No file system can be mounted.");
        }
        else
        {
            foreach (var name in Names())
            {
                File.WriteAllText(name, "");
            }
        }
    }

    /// <summary>Makes room.</summary>
    public void Mend()
    {
        if (isMounted)
        {
            Assert.True(Succeeds("mount", "-o", "remount,size=64m", folder));
            return;
        }

        foreach (var name in Names().Where(File.Exists))
        {
            File.Delete(name);
        }
    }

    public void Dispose()
    {
        if (isMounted)
        {
            Assert.True(Succeeds("umount", "-l", folder));
        }
    }

    // Checkpoints lie in folders named after the first byte of the run's key.
    private IEnumerable<string> Names() => Enumerable.Range(0, 256).Select(number => Path.Combine(folder, number.ToString("x2")));

    private static bool Mount(string folder, int kilobytes) => Succeeds("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder);

    private static bool TryMount()
    {
        var folder = Directory.CreateTempSubdirectory("sweep-mount-").FullName;
        try
        {
            return Mount(folder, kilobytes: 64) && Succeeds("umount", folder);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static bool Succeeds(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
