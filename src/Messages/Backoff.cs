namespace Sweep.Messages;

/// <summary>How long to wait before something that failed is tried again.</summary>
public static class Backoff
{
    /// <summary>Doubles from failure to failure: <paramref name="first"/> after the first, at most <paramref name="longest"/>.</summary>
    /// <param name="failures">In a row, this one included; at least 1.</param>
    public static TimeSpan Delay(int failures, TimeSpan first, TimeSpan longest)
    {
        var delay = first * Math.Pow(2, Math.Clamp(failures, 1, 30) - 1);
        return delay < longest ? delay : longest;
    }
}
