using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// Where a run that found no memory is tried again: on a device where its sweep trains nothing else. It goes after all other runs, so such a
/// device is found when these leave it, at the latest at the end of the sweep.
/// </summary>
public static class MemoryPolicy
{
    /// <param name="memoryFailures">How often the run has found no memory.</param>
    /// <param name="leases">What the sweep trains.</param>
    public static bool Waits(int memoryFailures, SlotId slot, IEnumerable<Lease> leases) =>
        memoryFailures > 0 && leases.Any(lease => lease.Slot.Node == slot.Node && lease.Slot.Device == slot.Device);
}
