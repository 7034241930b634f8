namespace Sweep.Cli.Display;

/// <summary>Epochs per second over the last half minute, and how long the rest will take at that rate. Pure: the time comes with each call.</summary>
public sealed class Throughput
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Queue<(TimeSpan At, long Epochs)> seen = new();
    private (TimeSpan At, long Epochs) last;

    /// <param name="at">Since the display began; never less than before.</param>
    /// <param name="epochs">Trained so far; never less than before.</param>
    public void Add(TimeSpan at, long epochs)
    {
        last = (at, epochs);
        seen.Enqueue(last);
        while (seen.Count > 2 && at - seen.Peek().At > Window)
        {
            seen.Dequeue();
        }
    }

    /// <summary>Null until an epoch has ended within the window.</summary>
    public double? EpochsPerSecond
    {
        get
        {
            if (seen.Count < 2)
            {
                return null;
            }

            var first = seen.Peek();
            var seconds = (last.At - first.At).TotalSeconds;
            return seconds > 0 && last.Epochs > first.Epochs ? (last.Epochs - first.Epochs) / seconds : null;
        }
    }

    /// <summary>Null where the rate is not known.</summary>
    public TimeSpan? Remaining(long epochsLeft) => EpochsPerSecond is { } rate && epochsLeft / rate < TimeSpan.MaxValue.TotalSeconds / 2
        ? TimeSpan.FromSeconds(epochsLeft / rate)
        : null;
}
