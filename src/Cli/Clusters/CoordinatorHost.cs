using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweep.Cli.Engine;
using Sweep.Coordinator;
using Sweep.Coordinator.Http;
using Sweep.Coordinator.Results;
using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Files;

namespace Sweep.Cli.Clusters;

/// <summary>A process that may be the coordinator: the one of the cluster, or one that waits to take over.</summary>
public sealed class CoordinatorHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly ResultsStore store;
    private readonly Charge charge;
    private readonly TimeProvider clock;

    private CoordinatorHost(IHost host, ResultsStore store, Charge charge, TimeProvider clock) =>
        (this.host, this.store, this.charge, this.clock) = (host, store, charge, clock);

    /// <summary>
    /// Completes when the actor system has ended: of itself, when the others of the cluster took this process for dead. They do not talk to it any
    /// more, and only a new process can come back.
    /// </summary>
    public Task Ended => host.Services.GetRequiredService<ActorSystem>().WhenTerminated;

    /// <param name="files">What the coordinator keeps for nodes with storage of their own, and gives to them.</param>
    public static async Task<CoordinatorHost> StartAsync(ClusterPlace place, ResultsStore store, FileShelf files, TimeProvider clock)
    {
        var charge = new Charge();
        var host = await SweepHost.StartAsync(
            akka => place
                .ConfigureCoordinator(akka, system => CoordinatorActor.Props(
                    store,
                    CoordinatorOptions.Clustered(Cluster.Get(system).SelfUniqueAddress.ToString()) with { Charge = charge, Files = FileHub.Props(files, clock) },
                    clock))
                .WithJournal(store.Database),
            services => services.AddSingleton(store));
        return new CoordinatorHost(host, store, charge, clock);
    }

    /// <summary>Answers over HTTP, for whichever coordinator is in charge. To be ended before this.</summary>
    /// <param name="artifacts">Where this coordinator finds what runs leave for figures.</param>
    /// <exception cref="IOException">Another process listens there.</exception>
    public Task<HttpApi> ServeAsync(HttpOptions options, ArtifactStore artifacts) => HttpApi.StartAsync(
        options, store, host.Services.GetRequiredService<ActorSystem>(), host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<CoordinatorActor>(),
        charge, artifacts.PathOf, clock);

    /// <summary>Hands over to another one, where there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
