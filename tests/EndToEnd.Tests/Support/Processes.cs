using System.Globalization;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>What the kernel says of processes, <c>/proc/N/stat</c>: "pid (name) state parent …".</summary>
public static class Processes
{
    public static IReadOnlyList<int> ChildrenOf(int parent) => [.. All().Where(process => process.Parent == parent).Select(process => process.Id)];

    /// <summary>Whether it is there, and not just waiting for someone to take note of its end.</summary>
    public static bool IsAlive(int id) => All().Any(process => process.Id == id && process.State is not ('Z' or 'X'));

    /// <summary>Waits until a process is gone.</summary>
    /// <exception cref="TimeoutException">It stays.</exception>
    public static async Task Gone(int id)
    {
        using var limit = new CancellationTokenSource(SweepProcess.Limit);
        while (IsAlive(id))
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"Process {id} is still there.");
            }

            await Moments.After(TimeSpan.FromMilliseconds(20));
        }
    }

    private static IEnumerable<(int Id, char State, int Parent)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Stat(folder) is { } stat)
            {
                var words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                yield return (id, words[0][0], int.Parse(words[1], CultureInfo.InvariantCulture));
            }
        }
    }

    private static string? Stat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            return null; // It ended meanwhile.
        }
    }
}
