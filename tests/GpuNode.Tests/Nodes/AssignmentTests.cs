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
        node.Tell(SomeBundle.Assignment());
        await node.Heard<BundleAccepted>();
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

        Assert.Equal(assignment.Bundle, Assert.IsType<BundleAccepted>(await node.Heard(message => message is BundleAccepted or BundleDeclined)).Bundle);
        Assert.Equal(assignment.Bundle, await Named());
    }

    private async Task<BundleId> Named()
    {
        node.Tell(new RegisterAgain());
        return Assert.Single((await node.Heard<RegisterNode>()).Running).Bundle;
    }
}
