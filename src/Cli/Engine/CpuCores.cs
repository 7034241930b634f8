namespace Sweep.Cli.Engine;

/// <summary>How many trainings the processor can run side by side.</summary>
public static class CpuCores
{
    /// <summary>Physical cores: two threads of one core share its arithmetic. No more than this process may use.</summary>
    public static int Count()
    {
        const string Processors = "/sys/devices/system/cpu";
        try
        {
            var cores = Directory.EnumerateDirectories(Processors, "cpu*")
                .Select(processor => Path.Combine(processor, "topology", "thread_siblings_list"))
                .Where(File.Exists)
                .Select(File.ReadAllText)
                .Distinct()
                .Count();
            return Math.Clamp(cores == 0 ? Environment.ProcessorCount : cores, 1, Environment.ProcessorCount);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return Environment.ProcessorCount;
        }
    }
}
