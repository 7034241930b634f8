using System.Threading.Channels;
using Akka.Actor;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Files;
using Sweep.GpuNode.Tests.Support;
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
    private readonly TaskCompletionSource<string> log = new();

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
        var (deaf, _) = Answering.Listening(system);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Begin(new Scripted(_ => Assert.Fail("It has begun.")), deaf, stop.Token);

        Assert.IsType<RunOutcome.Interrupted>(Assert.IsType<RunReport.Ended>(await Next()).Outcome);
        Assert.Equal("ended", await Next());
    }

    [Fact]
    public async Task A_run_begins_without_a_checkpoint_that_cannot_be_had()
    {
        Begin(new Scripted(tell => tell(SomeBundle.Ended(SomeBundle.Completed()))), Refusing(), CancellationToken.None);

        Assert.IsType<RunOutcome.Completed>(Assert.IsType<RunReport.Ended>(await Next()).Outcome);
        Assert.Equal("ended", await Next());
    }

    [Fact]
    public async Task A_run_whose_encoder_cannot_be_had_waits_for_it_and_can_be_stopped_meanwhile()
    {
        using var stop = new CancellationTokenSource();
        Begin(new Scripted(_ => Assert.Fail("It has begun.")), Refusing(), stop.Token, SomeBundle.Taking(SomeCheckpoint.Key("encoder")));
        await log.Task.WaitAsync(Limit);
        Assert.False(told.Reader.TryRead(out _));

        await stop.CancelAsync();

        Assert.IsType<RunOutcome.Interrupted>(Assert.IsType<RunReport.Ended>(await Next()).Outcome);
        Assert.Equal("ended", await Next());
    }

    private void Begin(ITraining inner, IActorRef hub, CancellationToken stop, AssignBundle? bundle = null)
    {
        var keeper = system.ActorOf(FileKeeper.Props(SomeBundle.Slot.Node, hub, node.Shelf, TimeProvider.System));
        var supplies = new Supplies(node.Folders, node.DataSets, hub, new LeapingClock(standsStill: true), line =>
        {
            if (line.Contains("is waited for: "))
            {
                log.TrySetResult(line);
            }
        });
        new SuppliedTraining(inner, supplies, keeper, _ => { })
            .Begin(bundle ?? Bundle, message => told.Writer.TryWrite(message), () => told.Writer.TryWrite("ended"), stop);
    }

    /// <summary>A coordinator that knows of a checkpoint and cannot read it.</summary>
    private IActorRef Refusing() => Answering.In(system, question => question switch
    {
        ProbeStorage said => new StorageProbed(said.Probe, IsShared: false),
        FindCheckpoint wanted => new FilesFound([new FileEntry($"checkpoints/{CheckpointFolder.Of(wanted.Key)}/epoch-0006.json", 10, "00")]),
        ReadPiece piece => new PieceRefused(piece.File, "the disk is broken"),
        _ => null,
    });

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
}
