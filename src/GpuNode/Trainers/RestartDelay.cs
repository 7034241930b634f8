using Sweep.Messages;

namespace Sweep.GpuNode.Trainers;

/// <summary>The wait before a trainer is started again after others have died.</summary>
public static class RestartDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>None, then 0.5 s, 1 s, 2 s, 4 s, … at most 30 s.</summary>
    /// <param name="deaths">How many trainers of the slot have died in a row.</param>
    public static TimeSpan After(int deaths) => deaths <= 0
        ? TimeSpan.Zero
        : Backoff.Delay(deaths, TimeSpan.FromSeconds(0.5), Longest);
}
