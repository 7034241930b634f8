using Akka.Actor;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Sweeps;

namespace Sweep.Coordinator.Tests.Support;

/// <summary>A sweep of three runs at work, with a store, and probes in the place of the coordinator, of the writer and of a node.</summary>
internal sealed class SweepBench : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ActorSystem system = ActorSystem.Create("bench");

    private readonly long projected;

    /// <param name="first">What the sweep is told before it is ready.</param>
    public SweepBench(params object[] first)
        : this(0, new StoreBatch(), first)
    {
    }

    /// <param name="projected">How much of the journal, which is empty, the tables know of.</param>
    public SweepBench(long projected, StoreBatch stored, params object[] first)
    {
        this.projected = projected;
        Store = ResultsStore.Open(folder["sweep.db"]);
        Store.Write(stored);
        (Writer, Node) = (new Probe(system), new Probe(system));
        Coordinator = Start(first);
    }

    public ResultsStore Store { get; }

    public Probe Coordinator { get; private set; }

    public Probe Writer { get; }

    public Probe Node { get; }

    public async Task Tell(object message) => (await Coordinator.Child).Tell(message, Node.Ref);

    /// <summary>Another process, with the same journal.</summary>
    public async Task Restart()
    {
        system.Stop(await Coordinator.Child);
        Coordinator = Start([]);
    }

    public async ValueTask DisposeAsync()
    {
        await system.Terminate();
        Store.Dispose();
        folder.Dispose();
    }

    private Probe Start(object[] first)
    {
        var definition = Some.Definition(3);
        var row = new SweepRow(
            Some.Sweep, "some", 1, GridDefinitionJson.Write(definition), definition.Digest, "", false, definition.Objective, 3, 0, Some.Moment)
        {
            ProjectedSequence = projected,
        };
        return new Probe(system, SweepActor.Props(row, Writer.Ref, Store, TimeProvider.System, TimeSpan.FromSeconds(30)), first);
    }
}
