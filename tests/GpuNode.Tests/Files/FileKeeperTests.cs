using System.Threading.Channels;
using Akka.Actor;
using Sweep.GpuNode.Files;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Files;

/// <summary>What a node does with a coordinator that does not keep what it is told of.</summary>
public sealed class FileKeeperTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly AssignedRun Run = SomeBundle.Assignment().Runs[0];

    private readonly ActorSystem system = ActorSystem.Create("keeper");
    private readonly SomeRoot node = new();
    private readonly SteppingClock clock = new();
    private readonly IActorRef coordinator;
    private readonly ChannelReader<object> heard;
    private readonly IActorRef keeper;

    public FileKeeperTests()
    {
        (coordinator, heard) = Answering.Listening(system);
        keeper = system.ActorOf(FileKeeper.Props(SomeBundle.Slot.Node, coordinator, node.Shelf, clock));
    }

    public async Task InitializeAsync()
    {
        keeper.Tell(new StorageProbed((await Heard<ProbeStorage>()).Probe, IsShared: false), coordinator);
        Assert.False((await keeper.Ask<StorageKnown>(new AskStorage(), Limit)).IsShared);
        node.Train(Run, 3);
        node.Leave(Run);
    }

    public async Task DisposeAsync()
    {
        await system.Terminate().WaitAsync(Limit);
        node.Dispose();
    }

    [Fact]
    public async Task What_could_not_be_handed_over_in_time_is_told_of_until_it_is_kept()
    {
        var handOver = HandOver();
        var told = new[] { await Heard<KeepFiles>(), await Heard<KeepFiles>() };
        clock.Advance(TimeSpan.FromMinutes(3));
        await handOver.WaitAsync(Limit);

        var (next, nextHeard) = Answering.Listening(system);
        keeper.Tell(new StorageProbed(null, IsShared: false), next);
        var again = new[] { await Heard<KeepFiles>(), await Heard<KeepFiles>() };

        Assert.Equal(told.Select(Text).Order(), again.Select(Text).Order());
        Assert.False(nextHeard.TryRead(out _));
    }

    [Fact]
    public async Task A_coordinator_that_cannot_write_pauses_the_sweep_and_holds_up_no_run_that_has_ended()
    {
        var handOver = HandOver();
        var told = await Heard<KeepFiles>();
        Assert.False(handOver.IsCompleted);

        keeper.Tell(new FilesKept(told.Files, "No space left on device", IsUnwritable: true), coordinator);

        Assert.Equal(new CheckpointFailed(SomeBundle.Slot.Node, SomeBundle.Sweep, "No space left on device"), await Heard<CheckpointFailed>());
        await handOver.WaitAsync(Limit);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(Text(told), new[] { Text(await Heard<KeepFiles>()), Text(await Heard<KeepFiles>()) });
    }

    [Fact]
    public async Task A_coordinator_that_could_not_read_a_file_is_told_of_it_again_and_no_sweep_is_paused()
    {
        var handOver = HandOver();
        var told = new[] { await Heard<KeepFiles>(), await Heard<KeepFiles>() };

        keeper.Tell(new FilesKept(told[0].Files, "nobody answered"), coordinator);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Heard<KeepFiles>();
        Assert.False(handOver.IsCompleted);

        foreach (var files in told)
        {
            keeper.Tell(new FilesKept(files.Files), coordinator);
        }

        await handOver.WaitAsync(Limit);
        while (heard.TryRead(out var message))
        {
            Assert.IsNotType<CheckpointFailed>(message);
        }
    }

    [Fact]
    public async Task A_node_whose_disk_could_not_be_written_asks_again_later_whose_storage_it_has()
    {
        using var full = new SomeRoot();
        var folder = full.Folders.Checkpoints;
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "a file where a folder should be");
        var (other, otherHeard) = Answering.Listening(system);
        var hindered = system.ActorOf(FileKeeper.Props(SomeBundle.Slot.Node, other, full.Shelf, clock));
        Assert.False((await hindered.Ask<StorageKnown>(new AskStorage(), Limit)).IsShared);

        File.Delete(folder);
        Directory.CreateDirectory(folder);
        clock.Advance(TimeSpan.FromSeconds(30));
        using var limit = new CancellationTokenSource(Limit);
        ProbeStorage? asked = null;
        while (asked?.Probe is null)
        {
            asked = await otherHeard.ReadAsync(limit.Token) as ProbeStorage;
        }

        hindered.Tell(new StorageProbed(asked.Probe, IsShared: true), other);
        Assert.True((await hindered.Ask<StorageKnown>(new AskStorage(), Limit)).IsShared);
    }

    private Task<HandedOver> HandOver() => keeper.Ask<HandedOver>(new HandOver(Run, TimeSpan.FromMinutes(2)), Limit);

    private static string Text(KeepFiles said) => string.Join(' ', said.Files.Select(file => file.Name));

    private async Task<T> Heard<T>()
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            if (await heard.ReadAsync(limit.Token) is T message)
            {
                return message;
            }
        }
    }
}
