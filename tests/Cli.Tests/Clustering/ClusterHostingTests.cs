using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweep.Cli.Clustering;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Journal;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Coordinator.Studies;
using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Nodes;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Training;

namespace Sweep.Cli.Tests.Clustering;

public sealed class ClusterHostingTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();
    private readonly DataSetLibrary dataSets = new(DataSetOptions.From(null, _ => null));
    private readonly HostPort coordinator = new("127.0.0.1", FreePort());

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_sweep_runs_on_two_nodes_that_are_systems_of_their_own()
    {
        var root = SweepRoot.At(folder.Path);
        using var rootLock = root.Acquire(TimeProvider.System);
        using var store = ResultsStore.Open(root.Database);
        using var charge = await Coordinator(root, store);
        using var one = await Node("one", root);
        using var two = await Node("two", root);
        var (accepted, ended) = (Source<SweepAccepted>(), Source<SweepStatus>());
        var proxy = charge.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<CoordinatorActor>();

        charge.Services.GetRequiredService<ActorSystem>().ActorOf(Props.Create(() => new Watcher(proxy, Submission(), accepted, ended)));

        Assert.Equal(20, (await accepted.Task.WaitAsync(Limit)).Total);
        Assert.Equal(new RunCounts(Completed: 20), (await ended.Task.WaitAsync(Limit)).Runs);
        await Task.WhenAll(one.StopAsync(), two.StopAsync());
        await charge.StopAsync();
    }

    private static TaskCompletionSource<T> Source<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<IHost> Start(Action<AkkaConfigurationBuilder> part)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAkka(ClusterPlace.System, (akka, _) => part(akka.ConfigureLoggers(loggers => loggers.ClearLoggers())));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private Task<IHost> Coordinator(SweepRoot root, ResultsStore store)
    {
        var place = Place(coordinator);
        var options = new CoordinatorOptions(TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(500), ResumeAll: true);
        return Start(akka => akka
            .WithSqlPersistence($"Data Source={root.Database}", "SQLite.MS")
            .WithCustomSerializer("sweep-events", [typeof(SweepEvent)], system => new SweepEventSerializer(system))
            .WithSweepRemoting(place)
            .WithCoordinator(place, _ => CoordinatorActor.Props(store, options, TimeProvider.System)));
    }

    private Task<IHost> Node(string name, SweepRoot root)
    {
        var place = Place(new HostPort("127.0.0.1", FreePort()));
        var trainer = new BundleTrainer(ModelCatalogue.BuiltIn, dataSets, TimeProvider.System);
        var training = new Training(trainer, new CheckpointStore(root.Checkpoints, _ => { }), new ArtifactStore(root.Artifacts));
        var (id, options) = (new NodeId(name, 1), NodeOptions.Of(name, new DeviceSlots("cpu", 1)));
        return Start(akka => akka
            .WithSweepRemoting(place)
            .WithActors((system, _) => system.ActorOf(
                NodeActor.Props(id, "some kind", options, new CoordinatorLink(system, place.CoordinatorPaths), training), "node")));
    }

    private ClusterPlace Place(HostPort listen) => new(listen, listen, [coordinator], ClusterSecurity.None);

    private SubmitSweep Submission()
    {
        const string text = """
            name: some
            dataset: synthetic-digits
            model: noop
            epochs: 3
            objective: {metric: test_loss, goal: minimize}
            parameters: {x: {values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}, y: {values: [0, 1]}}
            """;
        var catalogue = new Catalogue(ModelCatalogue.BuiltIn.Descriptions, dataSets.Names, dataSets.Describe);
        var study = StudyReader.Parse("some.yaml", Encoding.UTF8.GetBytes(text), catalogue);
        return new SubmitSweep(study.Name, GridDefinitionJson.Write(study.Grid), text, Fresh: false);
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef coordinator, SubmitSweep submission, TaskCompletionSource<SweepAccepted> accepted, TaskCompletionSource<SweepStatus> ended)
        {
            Receive<SweepAccepted>(answer => accepted.TrySetResult(answer));
            Receive<SweepProgress>(now => now.Status.Digest is not null, now => ended.TrySetResult(now.Status));
            ReceiveAny(_ => { });
            coordinator.Tell(submission, Self);
        }
    }
}
