using Sweep.Cli.Drill;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator.Results;

namespace Sweep.Cli.Tests.Drill;

public sealed class StrikesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DrillCluster cluster;

    public StrikesTests() => cluster = new DrillCluster(
        folder.Path, new DrillDatabase(Database.File(Path.Combine(folder.Path, "sweep.db")), stop: null, start: null));

    public void Dispose()
    {
        cluster.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(FaultKind.TrainerKilled)]
    [InlineData(FaultKind.NodeFrozen)]
    public async Task What_is_to_be_done_to_a_node_that_is_dead_is_not_struck(FaultKind kind)
    {
        var fault = new Fault(1, kind, 0, TimeSpan.FromSeconds(100), TimeSpan.Zero, WithNext: false);

        Assert.Null(await new Strikes(cluster, disk: null).StrikeAsync(fault, cluster.NodeProcesses[0], CancellationToken.None));
    }

    [Fact]
    public async Task A_fault_is_mended_at_once_when_the_drill_is_to_stop()
    {
        var (node, coordinator) = (cluster.NodeProcesses[0], cluster.Coordinators[0].Name);
        using var stop = new CancellationTokenSource();
        var fault = new Fault(1, FaultKind.NodePartitioned, 0, TimeSpan.FromHours(1), TimeSpan.Zero, WithNext: false);

        var strike = await new Strikes(cluster, disk: null).StrikeAsync(fault, node, stop.Token);
        Assert.Equal(LinkState.Silent, cluster.Links.Between(node.Name, coordinator));
        await stop.CancelAsync();
        await strike!.Over.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(LinkState.Open, cluster.Links.Between(node.Name, coordinator));
    }
}
