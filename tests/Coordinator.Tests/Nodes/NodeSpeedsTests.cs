using Sweep.Coordinator.Nodes;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Nodes;

public sealed class NodeSpeedsTests
{
    private readonly NodeSpeeds speeds = new();

    [Fact]
    public void Nothing_is_known_before_something_was_measured()
    {
        speeds.Add(Some.Node, 0, 5);
        speeds.Add(Some.Node, 5, 0);

        Assert.Null(speeds.Of(Some.Node));
    }

    [Fact]
    public void A_node_has_the_speed_that_it_showed()
    {
        speeds.Add(Some.Node, 100, 2);
        speeds.Add(Some.OtherNode, 100, 20);

        Assert.Equal((50, 5), (speeds.Of(Some.Node), speeds.Of(Some.OtherNode)));
    }

    [Fact]
    public void A_node_that_slows_down_is_known_to_be_slow_after_a_while()
    {
        speeds.Add(Some.Node, 100, 1);
        Enumerable.Range(0, 30).ToList().ForEach(_ => speeds.Add(Some.Node, 100, 10));

        Assert.InRange(speeds.Of(Some.Node)!.Value, 10, 11);
    }

    [Fact]
    public void A_node_that_came_back_as_a_new_process_is_measured_anew()
    {
        speeds.Add(Some.Node, 100, 1);

        Assert.Null(speeds.Of(Some.Node with { Incarnation = 2 }));
        speeds.Forget(Some.Node);
        Assert.Null(speeds.Of(Some.Node));
    }
}
