using System.Numerics;
using Sweep.Messages;

namespace Sweep.GpuNode.Files;

/// <summary>
/// How a bundle waits for what it needs: it tries again after 1 s, 2 s, 4 s, … at most 30 s, and says so at the 1st, 2nd, 4th, 8th, … try. While
/// somebody who may have it is silent, it waits until it is stopped. Pure: times since some moment come with the calls.
/// </summary>
internal sealed class SupplyWait
{
    /// <summary>How long what nobody has is waited for: longer than a machine that has it takes to start again.</summary>
    public static readonly TimeSpan NowhereLimit = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private int tries;
    private TimeSpan? nowhereSince;

    /// <summary>Whether people are to be told of this try.</summary>
    public bool IsTold => BitOperations.IsPow2(tries);

    /// <summary>Until the next try.</summary>
    public TimeSpan Delay => Backoff.Delay(tries, FirstDelay, LongestDelay);

    /// <summary>Takes note of a try that did not bring it.</summary>
    /// <param name="isNowhere">All who may have it were heard, and none has.</param>
    /// <returns>Whether to try again.</returns>
    public bool Note(bool isNowhere, TimeSpan now)
    {
        tries++;
        nowhereSince = isNowhere ? nowhereSince ?? now : null;
        return nowhereSince is not { } since || now - since < NowhereLimit;
    }
}
