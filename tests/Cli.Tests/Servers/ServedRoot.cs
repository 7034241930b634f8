using Akka.Actor;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator;
using Sweep.Coordinator.Http;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.GpuNode.Artifacts;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Servers;

/// <summary>A root in which a sweep was run, and its API with a stand-in for the coordinator.</summary>
public sealed class ServedRoot : IAsyncLifetime
{
    public static readonly NodeId Node = new("node-a", 1);

    private readonly TemporaryFolder folder = new();
    private readonly ActorSystem system = ActorSystem.Create("served");
    private ResultsStore store = null!;
    private HttpApi api = null!;

    public string Root => Path.Combine(folder.Path, "root");

    public string Study { get; private set; } = "";

    public string Address => api.Address.ToString();

    public async Task InitializeAsync()
    {
        Study = folder.Write("study.yaml", SomeStudy.Text + "\nfigures: [{kind: images, title: What it made of them, pick: all}]\n");
        var run = await CommandRun.Of("run", Study, "--root", Root);
        Assert.True(run.ExitCode == 0, run.Error);
        store = ResultsStore.OpenForReading(SweepRoot.At(Root).Database);
        var artifacts = new ArtifactStore(SweepRoot.At(Root).Artifacts);
        foreach (var result in store.Results(new SweepId("small-1")))
        {
            artifacts.Keep(result.Run, result.Key, () => new TestArtifacts(2, 2, [7]) { Originals = [0, 80, 160, 240], Reconstructions = [10, 90, 150, 230] });
        }

        api = await HttpApi.StartAsync(
            new HttpOptions("127.0.0.1", 0, default), store, system, system.ActorOf(Props.Create(() => new StandIn())), new Charge(),
            artifacts.PathOf, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await system.Terminate();
        store.Dispose();
        folder.Dispose();
    }

    private sealed class StandIn : ReceiveActor
    {
        private string? drainReason;

        public StandIn()
        {
            Receive<ListNodes>(_ => Sender.Tell(
                new NodesListed("here", null, 0, 0, [new ListedNode(Node, "x64", 2, 2, [], TimeSpan.FromSeconds(1), drainReason, drainReason is not null)])));
            Receive<DrainNamedNode>(request => request.Name == Node.Name, request =>
            {
                drainReason = request.Reason;
                Sender.Tell(new NodeDraining(Node, request.Reason));
            });
            Receive<DrainNamedNode>(request => Sender.Tell(new NodeUnknown(request.Name, [Node.Name])));
            // The number shows what came of the priority; without one it is the sweep that was run.
            Receive<SubmitSweep>(request => Sender.Tell(request.Priority is { } priority
                ? new SweepAccepted(new SweepId($"{request.Study}-{priority}"), Resumed: false, Total: 4, Reused: 1)
                : new SweepAccepted(new SweepId($"{request.Study}-1"), Resumed: true, Total: 4, Reused: 4)));
        }
    }
}
