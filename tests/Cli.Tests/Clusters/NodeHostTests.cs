using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Hosting;
using Sweep.Cli.Clusters;
using Sweep.Cli.Engine;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Files;
using Sweep.GpuNode.Nodes;
using Sweep.Messages.Protocol;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Tests.Clusters;

public sealed class NodeHostTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_node_that_cannot_listen_leaves_no_training_behind()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var at = new HostPort("127.0.0.1", ((IPEndPoint)taken.LocalEndpoint).Port);
        var training = new Untrained();

        await Assert.ThrowsAnyAsync<Exception>(() => NodeHost.StartAsync(
            new ClusterPlace(at, null, [at], ClusterSecurity.From(_ => null)), NodeOptions.Of("node-a", [new DeviceSlots("cpu", 1)]), training,
            new StorageFolders("checkpoints", "artifacts", "datasets"), new DataSetLibrary(new DataSetOptions(null, "datasets")), TimeProvider.System));

        Assert.True(training.IsDisposed);
    }

    [Fact]
    public async Task Who_waits_for_a_node_hears_that_its_actors_have_ended()
    {
        var at = new HostPort("127.0.0.1", 0);
        var host = await NodeHost.StartAsync(
            new ClusterPlace(at, null, [new HostPort("127.0.0.1", 9)], ClusterSecurity.From(_ => null)), NodeOptions.Of("node-a", [new DeviceSlots("cpu", 1)]),
            new Untrained(), new StorageFolders("checkpoints", "artifacts", "datasets"), new DataSetLibrary(new DataSetOptions(null, "datasets")),
            TimeProvider.System);
        Assert.False(host.Ended.IsCompleted);

        await host.DisposeAsync();

        await host.Ended.WaitAsync(Limit);
    }

    [Fact]
    public async Task A_process_that_does_not_start_ends_its_actors()
    {
        ActorSystem? started = null;

        await Assert.ThrowsAsync<InvalidOperationException>(() => SweepHost.StartAsync(akka => akka.WithActors((system, _) =>
        {
            started = system;
            throw new InvalidOperationException("No.");
        })));

        await started!.WhenTerminated.WaitAsync(Limit);
    }

    private sealed class Untrained : ITraining
    {
        public bool IsDisposed { get; private set; }

        public void Begin(AssignBundle assignment, Action<object> tell, Action ended, CancellationToken stop) => ended();

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
