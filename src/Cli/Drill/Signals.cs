using System.Globalization;
using System.Runtime.InteropServices;

namespace Sweep.Cli.Drill;

/// <summary>What the kernel knows of processes, and does to them.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <returns>Whether there was such a process.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is no process: 0 and what is below are groups of them, and -1 is all.</exception>
    public static bool Send(int process, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(process);
        return SendSignal(process, signal) == 0;
    }

    /// <summary>By <c>/proc/N/stat</c>: "pid (name) state parent …".</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no process: what the kernel started has the parent 0.</exception>
    public static IReadOnlyList<int> ChildrenOf(int parent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parent);
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
