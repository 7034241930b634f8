using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweep.Cli.Engine;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Files;
using Sweep.GpuNode.Nodes;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Clusters;

/// <summary>A process that trains for whichever coordinator there is.</summary>
public sealed class NodeHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly ITraining training;

    private NodeHost(IHost host, ITraining training) =>
        (this.host, this.training, Ended) = (host, training, host.Services.GetRequiredService<ActorSystem>().WhenTerminated);

    /// <summary>Completes when the actor system has ended, of itself or with this.</summary>
    public Task Ended { get; }

    /// <param name="training">Owned by the host from now on, and gone where it does not start.</param>
    /// <param name="folders">Of the node's root, which may be the coordinator's or not.</param>
    public static async Task<NodeHost> StartAsync(
        ClusterPlace place, NodeOptions options, ITraining training, StorageFolders folders, DataSetLibrary dataSets, TimeProvider clock)
    {
        try
        {
            var host = await SweepHost.StartAsync(akka => place.ConfigureNode(akka).WithActors((system, registry) =>
            {
                var id = new NodeId(options.Name, clock.GetUtcNow().ToUnixTimeMilliseconds());
                var coordinator = system.ActorOf(CoordinatorLink.Props(place.CoordinatorsSeenFrom(system), CoordinatorLink.Pulse), "coordinator-link");
                var keeper = system.ActorOf(FileKeeper.Props(id, coordinator, new FileShelf(folders, dataSets), clock), "files");
                var supplies = new Supplies(folders, dataSets, coordinator, clock, Log);
                var node = NodeActor.Props(id, NodeKind.Detect(), options, coordinator, new SuppliedTraining(training, supplies, keeper, Log));
                registry.Register<NodeActor>(system.ActorOf(node, "node"));
            }));
            return new NodeHost(host, training);
        }
        catch
        {
            await training.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes no more runs, stops those in training at a checkpoint, and waits until the coordinator has stored what they said.</summary>
    /// <returns>False when that took longer than the grace: what is not stored is trained again, from the last checkpoint.</returns>
    public async Task<bool> DrainAsync(string reason, TimeSpan grace)
    {
        try
        {
            var node = host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<NodeActor>();
            await node.Ask<NodeDrained>(new DrainNode(reason), grace);
            return true;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }

    private static void Log(string text) => Serilog.Log.Information("{Text:l}", text);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await training.DisposeAsync();
    }
}
