using System.Threading.Channels;
using Akka.Actor;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Files;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Parameters;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Files;

public sealed class SuppliedTrainingTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly AssignBundle Bundle = SomeBundle.Assignment();

    private readonly ActorSystem system = ActorSystem.Create("supplied");
    private readonly SomeRoot coordinator = new();
    private readonly SomeRoot node = new();
    private readonly Channel<object> told = Channel.CreateUnbounded<object>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await system.Terminate().WaitAsync(Limit);
        coordinator.Dispose();
        node.Dispose();
    }

    [Fact]
    public async Task A_bundle_begins_with_the_checkpoint_and_ends_when_the_coordinator_has_the_last_one()
    {
        coordinator.Train(Bundle.Runs[0], 2);
        var training = new Scripted(tell =>
        {
            Assert.Equal([2], node.Epochs(Bundle.Runs[0]));
            node.Train(Bundle.Runs[0], 3);
            tell(SomeBundle.Epoch(3));
            node.Train(Bundle.Runs[0], 4);
            node.Leave(Bundle.Runs[0]);
            tell(SomeBundle.Ended(SomeBundle.Completed()));
        });
        var hub = system.ActorOf(FileHub.Props(coordinator.Shelf, TimeProvider.System));

        Begin(training, hub, CancellationToken.None);

        Assert.Equal(3, Assert.IsType<RunReport.Epoch>(await Next()).Metrics.Epoch);
        Assert.IsType<RunOutcome.Completed>(Assert.IsType<RunReport.Ended>(await Next()).Outcome);
        Assert.Contains(4, coordinator.Epochs(Bundle.Runs[0]));
        Assert.Equal(SomeRoot.Content(node.Folders.Artifacts), SomeRoot.Content(coordinator.Folders.Artifacts));
        Assert.Equal("ended", await Next());
    }

    [Fact]
    public async Task What_is_stopped_before_it_begins_is_interrupted_and_never_begun()
    {
        var deaf = system.ActorOf(Props.Create(() => new Deaf()));
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Begin(new Scripted(_ => Assert.Fail("It has begun.")), deaf, stop.Token);

        Assert.IsType<RunOutcome.Interrupted>(Assert.IsType<RunReport.Ended>(await Next()).Outcome);
        Assert.Equal("ended", await Next());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_begins_without_a_checkpoint_that_cannot_be_had_but_not_without_its_encoder(bool takesEncoder)
    {
        var refusing = system.ActorOf(Props.Create(() => new Refusing()));
        var encoder = new KeyValuePair<string, ParameterValue>("encoder", new ParameterValue.Text($"{SomeCheckpoint.Key("encoder")}"));
        var run = Bundle.Runs[0];
        var parameters = ParameterSet.From(takesEncoder ? run.Spec.Parameters.Append(encoder) : run.Spec.Parameters);

        Begin(
            new Scripted(tell => tell(SomeBundle.Ended(SomeBundle.Completed()))), refusing, CancellationToken.None,
            Bundle with { Runs = [run with { Spec = run.Spec with { Parameters = parameters } }] });

        var outcome = Assert.IsType<RunReport.Ended>(await Next()).Outcome;
        Assert.Equal(takesEncoder ? FailureKind.Crashed : null, (outcome as RunOutcome.Failed)?.Kind);
        Assert.Equal("ended", await Next());
    }

    private void Begin(ITraining inner, IActorRef hub, CancellationToken stop, AssignBundle? bundle = null)
    {
        var keeper = system.ActorOf(FileKeeper.Props(SomeBundle.Slot.Node, hub, node.Shelf, TimeProvider.System));
        var supplies = new Supplies(node.Folders, node.DataSets, hub, TimeProvider.System, _ => { });
        new SuppliedTraining(inner, supplies, keeper, _ => { })
            .Begin(bundle ?? Bundle, message => told.Writer.TryWrite(message), () => told.Writer.TryWrite("ended"), stop);
    }

    private async Task<object> Next()
    {
        using var limit = new CancellationTokenSource(Limit);
        return await told.Reader.ReadAsync(limit.Token);
    }

    private sealed class Scripted(Action<Action<object>> train) : ITraining
    {
        public void Begin(AssignBundle assignment, Action<object> tell, Action ended, CancellationToken stop)
        {
            train(tell);
            ended();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>A coordinator that knows of a checkpoint and cannot read it.</summary>
    private sealed class Refusing : ReceiveActor
    {
        public Refusing()
        {
            Receive<ProbeStorage>(said => Sender.Tell(new StorageProbed(said.Probe, IsShared: false)));
            Receive<FindCheckpoint>(wanted =>
                Sender.Tell(new FilesFound([new FileEntry($"checkpoints/{CheckpointFolder.Of(wanted.Key)}/epoch-0006.json", 10, "00")])));
            Receive<ReadPiece>(wanted => Sender.Tell(new PieceRefused(wanted.File, "the disk is broken")));
        }
    }

    private sealed class Deaf : ReceiveActor
    {
        public Deaf() => ReceiveAny(_ => { });
    }
}
