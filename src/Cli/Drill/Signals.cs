using System.Globalization;
using System.Runtime.InteropServices;

namespace Sweep.Cli.Drill;

/// <summary>What the kernel knows of processes, and does to them.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>To a process that is gone it is sent in vain.</summary>
    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    /// <summary>By <c>/proc/N/stat</c>: "pid (name) state parent …".</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent)
    {
        var children = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Stat(folder) is { } stat
                && stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == parent.ToString(CultureInfo.InvariantCulture))
            {
                children.Add(id);
            }
        }

        return children;
    }

    private static string? Stat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null; // It ended meanwhile.
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
