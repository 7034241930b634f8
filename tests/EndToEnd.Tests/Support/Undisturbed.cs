using System.Collections.Concurrent;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>How studies end that one process runs undisturbed, each once for all tests.</summary>
public static class Undisturbed
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<FinalLine>>> Ends = new();

    public static Task<FinalLine> End(string study) => Ends.GetOrAdd(study, _ => new Lazy<Task<FinalLine>>(() => Run(study))).Value;

    private static async Task<FinalLine> Run(string study)
    {
        using var root = new TemporaryRoot();
        using var process = await SweepProcess.Run(
            ["run", root.Study(study), "--root", root.Root, "--slots", "2", .. SweepProcess.WithTestModels]);
        Assert.True(process.ExitCode == 0, process.Error);
        return FinalLine.Of(process);
    }
}
