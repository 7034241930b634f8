namespace Sweep.EndToEnd.Tests.Support;

/// <summary>A control group whose processes the kernel kills when they use more memory together than it allows.</summary>
public sealed class MemoryLimit : IDisposable
{
    private const string Cgroups = "/sys/fs/cgroup";

    private readonly string folder;

    private MemoryLimit(string folder) => this.folder = folder;

    /// <summary>Null where none can be made: that takes root, and a control group that may have others below it.</summary>
    public static MemoryLimit? TryMake(long bytes)
    {
        var isOld = Directory.Exists($"{Cgroups}/memory");
        var folder = $"{Cgroups}{(isOld ? "/memory" : "")}/sweep-test-{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, isOld ? "memory.limit_in_bytes" : "memory.max"), bytes.ToString());
            return new MemoryLimit(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Remove(folder);
            return null;
        }
    }

    /// <summary>For a shell: puts itself, and what it starts, under the limit.</summary>
    public string Join => $"echo $$ >'{folder}/cgroup.procs'";

    public void Dispose() => Remove(folder);

    // Its files go with it, and none of them can be deleted.
    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // It was not made, or a process in it has not quite ended: the machine forgets it with its next start.
        }
    }
}

/// <summary>A test that needs <see cref="MemoryLimit"/>.</summary>
public sealed class MemoryLimitFactAttribute : FactAttribute
{
    public MemoryLimitFactAttribute()
    {
        using var limit = MemoryLimit.TryMake(1L << 30);
        Skip = limit is null ? "No control group with a limit on memory can be made here." : null;
    }
}
