using System.Collections.Concurrent;
using System.Threading.Channels;
using Akka.Actor;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Files;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Files;

/// <summary>Files on their way between a coordinator and nodes, each with a root of its own.</summary>
public sealed class FileTransferTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly AssignBundle Bundle = SomeBundle.Assignment();
    private static readonly AssignedRun Run = Bundle.Runs[0];

    private readonly ActorSystem system = ActorSystem.Create("files");
    private readonly SomeRoot coordinator = new();
    private readonly SomeRoot first = new();
    private readonly SomeRoot second = new();
    private readonly ConcurrentQueue<string> log = new();
    private readonly IActorRef hub;

    public FileTransferTests() => hub = system.ActorOf(FileHub.Props(coordinator.Shelf, TimeProvider.System));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await system.Terminate().WaitAsync(Limit);
        coordinator.Dispose();
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task What_a_node_has_written_and_left_is_with_the_coordinator_when_it_is_handed_over()
    {
        var keeper = await Keeper("first", first);
        first.Train(Run, 1, 2, 3);
        keeper.Tell(new CheckpointWritten(Run));
        first.Train(Run, 4);
        first.Leave(Run);

        await HandOver(keeper);

        Assert.Contains(4, coordinator.Epochs(Run));
        SomeCheckpoint.Same(SomeRoot.State(4), coordinator.Checkpoints.LoadLatest(CheckpointFolder.Of(Run), Run.Spec.Key));
        Assert.Equal(SomeRoot.Content(first.Folders.Artifacts), SomeRoot.Content(coordinator.Folders.Artifacts));
    }

    [Fact]
    public async Task Of_the_copies_the_last_two_stay()
    {
        var keeper = await Keeper("first", first);
        foreach (var epoch in new[] { 1, 2, 3, 4 })
        {
            first.Train(Run, epoch);
            await HandOver(keeper);
        }

        Assert.Equal([3, 4], coordinator.Epochs(Run));
    }

    [Fact]
    public async Task On_shared_storage_nothing_is_copied()
    {
        var keeper = system.ActorOf(FileKeeper.Props(new NodeId("first", 1), hub, new FileShelf(coordinator.Folders, first.DataSets), TimeProvider.System));
        Assert.True((await keeper.Ask<StorageKnown>(new AskStorage(), Limit)).IsShared);
        coordinator.Train(Run, 1, 2);
        var before = SomeRoot.Content(coordinator.Folders.Checkpoints);

        await HandOver(keeper);
        await Supplies(coordinator).BringAsync(Bundle, isShared: true, CancellationToken.None);

        Assert.Equal("Checkpoint of run some-1/7 epoch 2 found on shared storage", Assert.Single(log));
        Assert.DoesNotContain("probe", SomeRoot.Content(coordinator.Folders.Checkpoints));
        Assert.Equal(before, SomeRoot.Content(coordinator.Folders.Checkpoints));
    }

    [Fact]
    public async Task A_node_that_comes_back_removes_the_probe_that_it_left_when_it_was_killed()
    {
        var left = StorageProbe.Leave(first.Folders.Checkpoints, "first")!;

        await Keeper("first", first);

        Assert.False(File.Exists(first["checkpoints", left]));
    }

    [Fact]
    public async Task A_copy_of_a_root_is_not_taken_for_the_root()
    {
        File.WriteAllBytes(Path.Combine(coordinator.Folders.Checkpoints, $"probe-{Guid.Empty:N}"), []);
        File.WriteAllBytes(Path.Combine(first.Folders.Checkpoints, $"probe-{Guid.Empty:N}"), []);

        var keeper = system.ActorOf(FileKeeper.Props(new NodeId("first", 1), hub, first.Shelf, TimeProvider.System));

        Assert.False((await keeper.Ask<StorageKnown>(new AskStorage(), Limit)).IsShared);
    }

    [Fact]
    public async Task A_run_goes_on_elsewhere_from_the_checkpoint_that_the_coordinator_keeps()
    {
        first.Train(Run, 1, 2, 3);
        await HandOver(await Keeper("first", first));

        await Supplies(second).BringAsync(Bundle, isShared: false, CancellationToken.None);

        SomeCheckpoint.Same(SomeRoot.State(3), second.Checkpoints.LoadLatest(CheckpointFolder.Of(Run), Run.Spec.Key));
        Assert.Matches(@"^Checkpoint of run some-1/7 epoch 3 fetched from the coordinator, 70\d\.\d kB in \d+\.\d s$", Assert.Single(log));
    }

    [Fact]
    public async Task What_is_here_is_not_fetched()
    {
        coordinator.Train(Run, 2);
        second.Train(Run, 3);

        await Supplies(second).BringAsync(Bundle, isShared: false, CancellationToken.None);

        Assert.Equal($"Checkpoint of run some-1/7 epoch 3 found in {second.Folders.Checkpoints}", Assert.Single(log));
        Assert.Equal([3], second.Epochs(Run));
    }

    [Fact]
    public async Task What_the_coordinator_lacks_comes_from_the_node_that_has_the_newest()
    {
        var third = new SomeRoot();
        first.Train(Run, 2);
        third.Train(Run, 5);
        await Keeper("first", first);
        await Keeper("third", third);

        await Supplies(second).BringAsync(Bundle, isShared: false, CancellationToken.None);

        Assert.Equal([5], second.Epochs(Run));
        Assert.Contains("epoch 5 fetched from node third", Assert.Single(log));
        Assert.Empty(coordinator.Epochs(Run));
        third.Dispose();
    }

    [Fact]
    public async Task What_is_older_here_and_with_the_coordinator_is_passed_over_for_what_a_node_has()
    {
        second.Train(Run, 1);
        coordinator.Train(Run, 2);
        first.Train(Run, 5);
        await Keeper("first", first);

        await Supplies(second).BringAsync(Bundle, isShared: false, CancellationToken.None);

        Assert.Equal([1, 5], second.Epochs(Run));
        Assert.Contains("epoch 5 fetched from node first", Assert.Single(log));
    }

    [Fact]
    public async Task A_damaged_copy_makes_way_for_the_one_before_it()
    {
        coordinator.Train(Run, 3, 4);
        var newest = Directory.GetFiles(coordinator.Folders.Checkpoints, "epoch-0004-*.safetensors", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(newest);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(newest, bytes);

        await Supplies(second).BringAsync(Bundle, isShared: false, CancellationToken.None);

        Assert.Equal([3], second.Epochs(Run));
        Assert.Contains(log, line => line.Contains("epoch 4 is passed over"));
        Assert.Contains(log, line => line.Contains("epoch 3 fetched from the coordinator"));
    }

    [Fact]
    public async Task An_encoder_is_fetched_whoever_trained_it()
    {
        var encoder = SomeCheckpoint.Key("encoder");
        var trained = new AssignedRun(Run.Spec with { Id = new RunId(new SweepId("earlier-1"), 0), Key = encoder }, 1, Fresh: true);
        first.TrainToEnd(trained, 6);
        await Keeper("first", first);
        var taking = SomeBundle.Taking(encoder);

        await Supplies(second).BringAsync(taking, isShared: false, CancellationToken.None);

        SomeCheckpoint.Same(first.Checkpoints.LoadLatest(encoder, taking.Runs[0])!, second.Checkpoints.LoadLatest(encoder, taking.Runs[0]));
        Assert.Contains($"Encoder {$"{encoder}"[..8]} for run some-1/7 epoch 6 fetched from node first", Assert.Single(log));
    }

    [Fact]
    public async Task Where_nobody_has_a_checkpoint_the_run_begins_without()
    {
        await Keeper("first", first);

        await Supplies(second).BringAsync(Bundle, isShared: false, CancellationToken.None);

        Assert.Empty(log);
        Assert.Empty(second.Epochs(Run));
    }

    [Theory]
    [InlineData("../../sweep.db")]
    [InlineData("/etc/hostname")]
    [InlineData("lock")]
    public async Task Nothing_but_files_of_sweeps_is_given_or_kept(string name)
    {
        await File.WriteAllTextAsync(coordinator["lock"], "a secret");

        Assert.IsType<PieceRefused>(await hub.Ask<object>(new ReadPiece(name, 0), Limit));
        var kept = await hub.Ask<FilesKept>(new KeepFiles([new FileEntry(name, 4, "00")]), Limit);

        Assert.NotNull(kept.Problem);
        Assert.Equal("a secret", await File.ReadAllTextAsync(coordinator["lock"]));
        Assert.Empty(Directory.GetFileSystemEntries(coordinator.Folders.Checkpoints));
    }

    [Fact]
    public async Task A_file_that_is_announced_as_endless_is_not_fetched()
    {
        var name = $"{CheckpointName()}/epoch-0001.json";

        var kept = await hub.Ask<FilesKept>(new KeepFiles([new FileEntry(name, long.MaxValue, "00")]), Limit);

        Assert.Contains("no file that travels", kept.Problem);
    }

    [Fact]
    public async Task A_piece_that_is_lost_is_asked_for_again()
    {
        first.Train(Run, 1);
        var files = Assert.Single(await first.Shelf.WrittenAsync(Run, hasEnded: false));
        var lossy = system.ActorOf(Props.Create(() => new Lossy(first.Shelf)));

        var fetch = new FileFetch(new AskAgain(lossy, TimeProvider.System, TimeSpan.FromMilliseconds(200)), second.Folders);
        var bytes = await fetch.FetchAsync(files, null, CancellationToken.None);

        Assert.Equal(files.Sum(file => file.Bytes), bytes);
        SomeCheckpoint.Same(SomeRoot.State(1), second.Checkpoints.LoadLatest(CheckpointFolder.Of(Run), Run.Spec.Key));
    }

    [Fact]
    public async Task Whoever_never_answers_is_given_up()
    {
        first.Train(Run, 1);
        var files = Assert.Single(await first.Shelf.WrittenAsync(Run, hasEnded: false));
        var deaf = system.ActorOf(Props.Create(() => new Listener(Channel.CreateUnbounded<object>().Writer)));

        var fetch = new FileFetch(new AskAgain(deaf, new LeapingClock(), TimeSpan.FromMilliseconds(50)), second.Folders);
        var error = await Assert.ThrowsAsync<FileFetchException>(() => fetch.FetchAsync(files, null, CancellationToken.None));

        Assert.Equal(FetchFailure.Unanswered, error.Failure);
        Assert.Empty(Directory.GetFiles(second.Folders.Checkpoints, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_new_coordinator_is_told_of_what_still_trains()
    {
        var heard = Channel.CreateUnbounded<object>();
        var said = heard.Writer;
        var (old, young) = (system.ActorOf(Props.Create(() => new Listener(said))), system.ActorOf(Props.Create(() => new Listener(said))));
        var keeper = system.ActorOf(FileKeeper.Props(new NodeId("first", 1), old, first.Shelf, TimeProvider.System));
        keeper.Tell(new StorageProbed((await Next<ProbeStorage>()).Probe, IsShared: false), old);
        first.Train(Run, 1);
        keeper.Tell(new CheckpointWritten(Run));
        var offer = await Next<KeepFiles>();
        keeper.Tell(new FilesKept(offer.Files), old);

        keeper.Tell(new StorageProbed(null, IsShared: false), young);
        var probe = await Next<ProbeStorage>();

        Assert.NotNull(probe.Probe);
        Assert.Equal(offer.Files, (await Next<KeepFiles>()).Files.AsEnumerable());

        async Task<T> Next<T>()
        {
            using var limit = new CancellationTokenSource(Limit);
            while (true)
            {
                if (await heard.Reader.ReadAsync(limit.Token) is T message && message is not ProbeStorage { Probe: null })
                {
                    return message;
                }
            }
        }
    }

    private static string CheckpointName() => $"checkpoints/{CheckpointFolder.Of(Run)}";

    /// <summary>A node that has been seen by the coordinator.</summary>
    private async Task<IActorRef> Keeper(string name, SomeRoot root)
    {
        var keeper = system.ActorOf(FileKeeper.Props(new NodeId(name, 1), hub, root.Shelf, TimeProvider.System));
        Assert.False((await keeper.Ask<StorageKnown>(new AskStorage(), Limit)).IsShared);
        return keeper;
    }

    private static Task HandOver(IActorRef keeper) => keeper.Ask<HandedOver>(new HandOver(Run, Limit), Limit);

    private Supplies Supplies(SomeRoot root) => new(root.Folders, root.DataSets, hub, TimeProvider.System, log.Enqueue);

    private sealed class Listener : ReceiveActor
    {
        public Listener(ChannelWriter<object> said) => ReceiveAny(message => said.TryWrite(message));
    }

    /// <summary>Answers every second question.</summary>
    private sealed class Lossy : ReceiveActor
    {
        private int asked;

        public Lossy(FileShelf shelf) => Receive<ReadPiece>(wanted =>
        {
            if (asked++ % 2 == 1)
            {
                shelf.ReadAsync(wanted).PipeTo(Sender, Self);
            }
        });
    }
}
