using System.Globalization;

namespace Sweep.Cli.Drill;

/// <summary>The clock of one process, which libfaketime changes while it runs. Time that is measured, not told, is left alone.</summary>
internal sealed class FakeClock(string file)
{
    private static readonly string[] Places = ["/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib64/faketime"];

    /// <summary>Null where it is not installed.</summary>
    public static string? Library { get; } = Places.Select(place => Path.Combine(place, "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);

    /// <summary>Sets it right, before the process is started.</summary>
    /// <returns>What the environment of the process has to say.</returns>
    public IReadOnlyDictionary<string, string> Prepare()
    {
        Set(TimeSpan.Zero);
        return new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library ?? throw new InvalidOperationException("There is no libfaketime."),
            ["FAKETIME_TIMESTAMP_FILE"] = file,
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",

            // Else it takes waits of the runtime for waits until a moment, and ends them too early.
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        };
    }

    /// <summary>Takes effect within a second.</summary>
    /// <param name="offset">From the time of the machine.</param>
    public void Set(TimeSpan offset)
    {
        File.WriteAllText(file + ".new", string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? "" : "+")}{offset.TotalSeconds:F0}\n"));
        File.Move(file + ".new", file, overwrite: true);
    }
}
