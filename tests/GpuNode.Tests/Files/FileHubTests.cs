using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Files;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Files;

/// <summary>A coordinator among nodes that answer, do not answer, and leave.</summary>
public sealed class FileHubTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly AssignedRun Run = SomeBundle.Assignment().Runs[0];
    private static readonly FindCheckpoint Wanted = new(Run.Spec.Key, Run.Spec.Id.Sweep, CheckpointScope.Shared, 0, int.MaxValue, Everywhere: true);

    private readonly ActorSystem system = ActorSystem.Create("hub");
    private readonly SomeRoot coordinator = new();
    private readonly SomeRoot node = new();
    private readonly IActorRef hub;

    public FileHubTests() => hub = system.ActorOf(FileHub.Props(coordinator.Shelf, new LeapingClock(), TimeSpan.FromMilliseconds(100)));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await system.Terminate().WaitAsync(Limit);
        coordinator.Dispose();
        node.Dispose();
    }

    [Theory]
    [InlineData(2, 5, 5, "gpu-1")]
    [InlineData(5, 2, 5, null)]
    [InlineData(5, 5, 5, null)]
    public async Task The_newest_checkpoint_is_found_whether_the_coordinator_has_it_or_a_node(int here, int there, int newest, string? holder)
    {
        coordinator.Train(Run, here);
        node.Train(Run, there);
        Present(new NodeId("gpu-1", 1), Holding(node));

        var found = await Ask(Wanted);

        Assert.Equal((newest, holder, false), (StoredFile.TryParse(found.Files[0].Name)?.Epoch, found.Holder, found.IsPartial));
        Assert.Equal(here, StoredFile.TryParse((await Ask(Wanted with { Everywhere = false })).Files[0].Name)?.Epoch);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_that_cannot_say_what_it_has_is_not_taken_for_one_that_has_nothing(bool isFound)
    {
        Present(new NodeId("broken", 1), _ => new Status.Failure(new IOException("The disk is broken.")));
        if (isFound)
        {
            node.Train(Run, 5);
            Present(new NodeId("gpu-1", 1), Holding(node));
        }

        var found = await Ask(Wanted);

        Assert.True(found.IsPartial);
        Assert.Equal(isFound ? "gpu-1" : null, found.Holder);
    }

    [Fact]
    public async Task A_node_that_has_left_is_not_asked_any_more_and_one_that_came_back_is()
    {
        node.Train(Run, 5);
        Present(new NodeId("gpu-1", 1), _ => null);
        hub.Tell(new NodeLeft(new NodeId("gpu-1", 1)));

        Assert.Equal((true, false), await Ask(Wanted) is var none ? (none.Files.IsEmpty, none.IsPartial) : default);

        Present(new NodeId("gpu-1", 2), Holding(node));
        hub.Tell(new NodeLeft(new NodeId("gpu-1", 1)));
        Assert.Equal("gpu-1", (await Ask(Wanted)).Holder);
    }

    [Fact]
    public async Task A_node_that_does_not_answer_does_not_hold_up_what_others_have_written()
    {
        var asked = new ConcurrentDictionary<string, bool>();
        var others = new TaskCompletionSource<int>();
        var silent = Answering.In(system, question =>
        {
            if (question is ReadPiece piece)
            {
                asked[piece.File] = true;
            }

            return null;
        });
        var speaking = Answering.In(system, question =>
        {
            if (question is ReadPiece)
            {
                others.TrySetResult(asked.Count);
            }

            return null;
        });

        foreach (var number in Enumerable.Range(0, 16))
        {
            hub.Tell(new KeepFiles([Entry($"run {number}")]), silent);
        }

        hub.Tell(new KeepFiles([Entry("another run")]), speaking);

        Assert.Equal(4, await others.Task.WaitAsync(Limit));
    }

    [Fact]
    public async Task A_disk_that_cannot_be_written_is_told_from_a_file_that_cannot_be_had()
    {
        node.Leave(Run);
        var files = Assert.Single(await node.Shelf.WrittenAsync(Run, hasEnded: true));
        var owner = Answering.In(system, question => question is ReadPiece piece ? node.Shelf.ReadAsync(piece) : null);
        await File.WriteAllTextAsync(coordinator.Folders.Artifacts, "a file where a folder should be");

        Assert.True((await Kept(files, owner)).IsUnwritable);

        File.Delete(coordinator.Folders.Artifacts);
        Assert.False((await Kept([Entry("gone")], owner)).IsUnwritable);
        Assert.Null((await Kept(files, owner)).Problem);
    }

    [Fact]
    public async Task Of_what_is_here_already_no_old_checkpoint_is_removed_as_a_copy()
    {
        for (var epoch = 1; epoch <= 4; epoch++)
        {
            coordinator.Checkpoints.Save(
                CheckpointFolder.Of(Run), Run.Spec.Key, SomeRoot.State(epoch), SomeCheckpoint.KeepTwo with { Keep = 4 }, SomeCheckpoint.LeastLoss);
        }

        var files = await coordinator.Shelf.WrittenAsync(Run, hasEnded: false);
        var kept = Directory.GetFiles(coordinator.Folders.Checkpoints, "epoch-*", SearchOption.AllDirectories).Order().ToList();
        Assert.Equal(8, kept.Count);

        Assert.Null((await hub.Ask<FilesKept>(new KeepFiles(files[^1]), Limit)).Problem);

        Assert.Equal(kept, Directory.GetFiles(coordinator.Folders.Checkpoints, "epoch-*", SearchOption.AllDirectories).Order());
    }

    private static FileEntry Entry(string run) => new($"checkpoints/{CheckpointFolder.Of(SomeCheckpoint.Key(run))}/epoch-0001.json", 10, "00");

    private static Func<object, object?> Holding(SomeRoot root) =>
        question => question is FindCheckpoint wanted ? new FilesFound(root.Shelf.Find(wanted)) : null;

    private void Present(NodeId id, Func<object, object?> answers) => hub.Tell(new ProbeStorage(id, null), Answering.In(system, answers));

    private Task<FilesFound> Ask(FindCheckpoint wanted) => hub.Ask<FilesFound>(wanted, Limit);

    /// <summary>Offers files whose pieces someone else has, and waits for what becomes of them.</summary>
    private async Task<FilesKept> Kept(ImmutableArray<FileEntry> files, IActorRef owner)
    {
        var kept = new TaskCompletionSource<FilesKept>();
        var offering = Answering.In(system, message =>
        {
            if (message is FilesKept answer)
            {
                kept.TrySetResult(answer);
            }

            return message is ReadPiece ? owner.Ask<object>(message, Limit) : null;
        });
        hub.Tell(new KeepFiles(files), offering);
        return await kept.Task.WaitAsync(Limit);
    }
}
