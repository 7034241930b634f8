using System.Runtime.InteropServices;

namespace Sweep.Models.Training.Cpu;

/// <summary>How the C library gives memory to tensors.</summary>
public static class HostMemory
{
    // Parameters of mallopt, https://man7.org/linux/man-pages/man3/mallopt.3.html.
    private const int TrimThreshold = -1;
    private const int MostMaps = -4;
    private const int MostArenas = -8;

    /// <summary>
    /// Keeps freed memory for the next step. By default the C library takes each large tensor from the kernel anew and gives it back,
    /// which costs a convolutional training a third of its time. To be called before other threads allocate; does nothing where the C library has
    /// no such settings, or the environment has them (<c>MALLOC_ARENA_MAX</c>, <c>GLIBC_TUNABLES</c>).
    /// </summary>
    public static void KeepFreed()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is not null || Environment.GetEnvironmentVariable("GLIBC_TUNABLES") is not null)
        {
            return;
        }

        try
        {
            // Only the main arena can grow beyond 64 MiB, and only without maps does it keep what is large.
            _ = Set(MostArenas, 1);
            _ = Set(MostMaps, 0);
            _ = Set(TrimThreshold, int.MaxValue);
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int Set(int parameter, int value);
}
