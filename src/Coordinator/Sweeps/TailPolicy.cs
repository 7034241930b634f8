namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// Whether the last runs of a sweep rather wait for faster slots than begin in a slow one.
/// </summary>
/// <remarks>
/// Slots ask for work when they are free, so nodes of different speed get work in proportion by themselves, but for the end: there a slow
/// node may take the last long run and keep all others waiting for it. A run is kept from a free slot only when the sweep has a
/// faster slot for each run that waits, and even the last of these, by what is known of how they get on, would end the run
/// sooner by a fifth of the time. So nothing is kept back while more runs wait than slots are in use, and a run is asked about
/// again every second: one that is kept back in vain begins in the slow slot after about the time that it would have taken there.
/// </remarks>
public static class TailPolicy
{
    // What is expected is rough, and a slot that stands still is a loss for sure.
    private const double WorthWaiting = 0.8;

    /// <param name="cost">Estimated operations of the run that goes next, the longest that waits.</param>
    /// <param name="waiting">How many runs wait, that one included; at least 1.</param>
    /// <param name="speed">Operations in a second of the slot that is free; null when it is not known.</param>
    /// <param name="inUse">The slots in which the sweep trains.</param>
    public static bool Waits(double cost, int waiting, double? speed, IEnumerable<BusySlot> inUse)
    {
        if (speed is not { } here || cost <= 0)
        {
            return false;
        }

        var ends = inUse.Where(slot => slot.Speed > here).Select(slot => slot.FreeIn.TotalSeconds + (cost / slot.Speed)).Order().ToList();
        return waiting <= ends.Count && ends[waiting - 1] < WorthWaiting * cost / here;
    }
}
