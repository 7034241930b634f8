using System.Globalization;

namespace Sweep.GpuNode.Trainers;

/// <summary>How often the kernel has killed a process for want of memory, as far as this process may know.</summary>
public static class OomKills
{
    private const string Cgroups = "/sys/fs/cgroup";

    /// <summary>
    /// A number that has grown when there was such a kill: those of this process's control group
    /// (<see href="https://docs.kernel.org/admin-guide/cgroup-v2.html">memory.events, oom_kill</see>) and of the machine. 0 where the kernel does not say.
    /// </summary>
    public static long Count() => CgroupFiles().Append("/proc/vmstat").Sum(CountIn);

    /// <param name="lines">Of a file of names and numbers.</param>
    public static long CountIn(IEnumerable<string> lines) => lines
        .Select(line => line.Split(' '))
        .Where(words => words is ["oom_kill", _])
        .Sum(words => long.Parse(words[1], CultureInfo.InvariantCulture));

    // Version 2 has one hierarchy with an empty name; version 1 has one for memory. In a container both lie at the root.
    private static IEnumerable<string> CgroupFiles()
    {
        foreach (var line in Lines("/proc/self/cgroup"))
        {
            if (line.Split(':', 3) is [_, var controllers, var path] && controllers is "" or "memory")
            {
                path = path.TrimStart('/');
                yield return controllers.Length == 0
                    ? Path.Combine(Cgroups, path, "memory.events")
                    : Path.Combine(Cgroups, "memory", path, "memory.oom_control");
            }
        }

        yield return Path.Combine(Cgroups, "memory.events");
        yield return Path.Combine(Cgroups, "memory", "memory.oom_control");
    }

    private static long CountIn(string file) => CountIn(Lines(file));

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
