using System.Diagnostics;

namespace Akka.Actor;

/// <summary>A child and how often it was restarted; touched only by its supervisor.</summary>
internal sealed class ChildRestartStats(LocalActorRef child)
{
    private int _restarts;
    private long? _windowStart;

    public LocalActorRef Child { get; } = child;

    /// <summary>Counts a restart and says whether it is within the limits; negative limits are none.</summary>
    public bool RequestRestartPermission(int maxRestarts, int withinMilliseconds)
    {
        if (maxRestarts == 0)
        {
            return false;
        }

        if (withinMilliseconds <= 0)
        {
            return maxRestarts < 0 || ++_restarts <= maxRestarts;
        }

        var now = Stopwatch.GetTimestamp();
        _windowStart ??= now;
        if (Stopwatch.GetElapsedTime(_windowStart.Value, now).TotalMilliseconds > withinMilliseconds)
        {
            _windowStart = now;
            _restarts = 1;
            return true;
        }

        // A window without a count allows one restart in it.
        return ++_restarts <= (maxRestarts < 0 ? 1 : maxRestarts);
    }
}
