using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Protocol;

namespace Sweep.GpuNode.Tests.Nodes;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_node_says_which_models_it_has_whenever_it_registers()
    {
        await using var node = await NodeUnderTest.StartAsync();

        node.Tell(new RegisterAgain());

        Assert.Equal([NodeUnderTest.Model], (await node.Heard<RegisterNode>()).Models!.Value.AsEnumerable());
    }
}
