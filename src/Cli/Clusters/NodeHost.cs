using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweep.Cli.Engine;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Nodes;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Clusters;

/// <summary>A process that trains for whichever coordinator there is.</summary>
public sealed class NodeHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly ITraining training;

    private NodeHost(IHost host, ITraining training) => (this.host, this.training) = (host, training);

    /// <param name="training">Owned by the host from now on, and gone where it does not start.</param>
    public static async Task<NodeHost> StartAsync(ClusterPlace place, NodeOptions options, ITraining training, TimeProvider clock)
    {
        try
        {
            var host = await SweepHost.StartAsync(akka => place.ConfigureRemoting(akka).WithActors((system, registry) =>
            {
                var id = new NodeId(options.Name, clock.GetUtcNow().ToUnixTimeMilliseconds());
                var coordinator = system.ActorOf(CoordinatorLink.Props(place.CoordinatorsSeenFrom(system), CoordinatorLink.Pulse), "coordinator-link");
                var node = NodeActor.Props(id, NodeKind.Detect(), options, coordinator, training);
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

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await training.DisposeAsync();
    }
}
