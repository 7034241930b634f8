using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Sweeps;

public sealed class MemoryPolicyTests
{
    [Fact]
    public void A_run_that_never_lacked_memory_trains_beside_others() =>
        Assert.False(MemoryPolicy.Waits(0, Some.Slot(number: 0), [Some.Lease(1, slot: Some.Slot(number: 1))]));

    [Fact]
    public void A_run_that_found_no_memory_waits_for_a_device_of_its_own()
    {
        Assert.True(MemoryPolicy.Waits(1, Some.Slot(number: 0), [Some.Lease(1, slot: Some.Slot(number: 1))]));
        Assert.False(MemoryPolicy.Waits(1, Some.Slot(number: 0), []));
    }

    [Fact]
    public void What_trains_on_other_devices_and_nodes_does_not_count() => Assert.False(MemoryPolicy.Waits(
        2, Some.Slot(number: 0), [Some.Lease(1, slot: Some.Slot(Some.OtherNode)), Some.Lease(2, slot: Some.Slot() with { Device = "cuda:1" })]));
}
