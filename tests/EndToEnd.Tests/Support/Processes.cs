using System.Globalization;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>What the kernel says of processes, <c>/proc/N/stat</c>: "pid (name) state parent …".</summary>
public static class Processes
{
    public static IReadOnlyList<int> ChildrenOf(int parent) => [.. All().Where(process => process.Parent == parent).Select(process => process.Id)];

    /// <summary>Whether it is there, and not just waiting for someone to take note of its end.</summary>
    public static bool IsAlive(int id) => Look(id) is { State: not ('Z' or 'X') };

    /// <summary>Waits until a process is gone.</summary>
    public static Task Gone(int id) => Moments.Until(() => !IsAlive(id));

    public static Task Gone(IEnumerable<int> ids) => Task.WhenAll(ids.Select(Gone));

    private static IEnumerable<(int Id, char State, int Parent)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Look(id) is { } seen)
            {
                yield return (id, seen.State, seen.Parent);
            }
        }
    }

    private static (char State, int Parent)? Look(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (words[0][0], int.Parse(words[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null; // It ended meanwhile.
        }
    }
}
