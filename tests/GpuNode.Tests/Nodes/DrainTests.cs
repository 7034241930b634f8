using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Nodes;

public sealed class DrainTests : IAsyncLifetime
{
    private NodeUnderTest node = null!;

    public async Task InitializeAsync() => node = await NodeUnderTest.StartAsync();

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task A_node_that_drains_by_itself_says_so_before_its_slot_gets_free()
    {
        await node.Assign(SomeBundle.Assignment());

        var drained = node.Drain("SIGTERM");

        // What it says next about itself: the stopped training has freed the slot only after that.
        var first = await node.Heard(message => message is RenewLeases or SlotFreed);
        Assert.Equal("SIGTERM", Assert.IsType<RenewLeases>(first).DrainReason);
        var batch = await node.Heard<ReportBatch>();
        Assert.Equal(new RunOutcome.Interrupted(1, "SIGTERM"), Assert.IsType<RunReport.Ended>(Assert.Single(batch.Reports)).Outcome);
        await node.Heard<SlotFreed>();
        Assert.False(drained.IsCompleted);
        node.Tell(new ReportsStored(batch.Sweep, batch.Sequence));
        Assert.Equal(SomeBundle.Slot.Node, (await drained).Node);
        Assert.Equal(SomeBundle.Slot.Node, (await node.Heard<NodeDrained>()).Node);
    }

    [Fact]
    public async Task A_node_that_drains_tells_a_new_coordinator_with_its_registration()
    {
        await node.Drain("SIGTERM");

        node.Tell(new RegisterAgain());

        // It may have registered before too.
        var again = await node.Heard(message => message is RegisterNode { DrainReason: not null });
        Assert.Equal("SIGTERM", Assert.IsType<RegisterNode>(again).DrainReason);
    }

    [Fact]
    public async Task A_node_that_has_drained_tells_a_new_coordinator_that_it_has()
    {
        await node.Drain("SIGTERM");
        await node.Heard<NodeDrained>();

        node.Tell(new RegisterAgain());
        node.Tell(new NodeRegistered(TimeSpan.FromMinutes(10)));

        await node.Heard<NodeDrained>();
    }

    [Fact]
    public async Task A_node_that_has_drained_says_so_with_every_renewal()
    {
        node.Tell(new NodeRegistered(TimeSpan.FromMilliseconds(60)));
        await node.Drain("SIGTERM");

        for (var renewals = 0; renewals < 3; renewals++)
        {
            await node.Heard<RenewLeases>();
            await node.Heard<NodeDrained>();
        }
    }

    [Fact]
    public async Task Whoever_drains_a_node_that_is_drained_already_is_answered()
    {
        await node.Drain("for repair");

        await node.Drain("SIGTERM");
    }
}
