using System.Collections.Immutable;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Nodes;

public sealed class AssignmentTests : IAsyncLifetime
{
    private NodeUnderTest node = null!;

    public async Task InitializeAsync()
    {
        node = await NodeUnderTest.StartAsync();
        await node.Assign(SomeBundle.Assignment());
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task A_slot_that_is_given_away_twice_goes_on_with_what_it_trains()
    {
        var first = SomeBundle.Assignment();
        var second = SomeBundle.Assignment(Guid.NewGuid());
        second = second with { Runs = [second.Runs[0] with { Attempt = second.Runs[0].Attempt + 1 }] };

        node.Tell(second);

        Assert.Equal(second.Bundle, (await node.Heard<BundleDeclined>()).Bundle);
        Assert.Equal(first.Bundle, await Named());
    }

    [Fact]
    public async Task An_assignment_that_comes_twice_begins_once()
    {
        var assignment = SomeBundle.Assignment();

        node.Tell(assignment);

        // What it says next: nothing of the assignment that came again.
        node.Tell(new RegisterAgain());
        var said = Assert.IsType<RegisterNode>(await node.Heard(message => message is RegisterNode or BundleDeclined));
        Assert.Equal(assignment.Bundle, Assert.Single(said.Running).Bundle);
    }

    [Fact]
    public async Task What_a_node_says_of_a_run_names_its_key()
    {
        Stop();

        Assert.Equal(SomeCheckpoint.Key(), Assert.Single((await node.Heard<ReportBatch>()).Reports).Key);
        Assert.Equal(SomeCheckpoint.Key(), Assert.Single(await Running()).Key);
    }

    [Fact]
    public async Task A_run_of_the_same_name_and_attempt_and_of_another_key_is_another_run()
    {
        var other = SomeBundle.Assignment(Guid.NewGuid());
        other = other with { Runs = [other.Runs[0] with { Spec = other.Runs[0].Spec with { Key = SomeCheckpoint.Key("another run") } }] };
        Stop();
        var batch = await node.Heard<ReportBatch>();
        await node.Heard<SlotFreed>();

        await node.Assign(other);
        Assert.Equal([SomeCheckpoint.Key(), SomeCheckpoint.Key("another run")], (await Running()).Select(lease => lease.Key!.Value));
        node.Tell(new ReportsStored(batch.Sweep, batch.Sequence));

        Assert.Equal(other.Bundle, await Named());
    }

    private void Stop() => node.Tell(new StopRuns([new Lease(SomeBundle.Run, 2, SomeBundle.Assignment().Bundle, SomeBundle.Slot)], "test"));

    private async Task<BundleId> Named() => Assert.Single(await Running()).Bundle;

    private async Task<ImmutableArray<Lease>> Running()
    {
        node.Tell(new RegisterAgain());
        return (await node.Heard<RegisterNode>()).Running;
    }
}
