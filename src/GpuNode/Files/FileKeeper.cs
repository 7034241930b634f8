using System.Collections.Immutable;
using System.Numerics;
using Akka.Actor;
using Akka.Event;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Files;

/// <summary>
/// The node's side of <c>FileProtocol.cs</c>: learns whether the coordinator has the same storage, hands over what is written here where it has not, and
/// gives what others need.
/// </summary>
public sealed class FileKeeper : ReceiveActor, IWithTimers
{
    /// <summary>How often a node says that it is here: a coordinator that has just begun is to know before it hands anything out.</summary>
    private static readonly TimeSpan PresenceEvery = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ProbeAgainAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    private readonly ILoggingAdapter log = Context.GetLogger();
    private readonly NodeId node;
    private readonly ICanTell coordinator;
    private readonly FileShelf shelf;
    private readonly TimeProvider clock;
    private readonly long began;

    // Touched by the mailbox alone.
    private readonly OfferBook offers = new();
    private readonly List<IActorRef> wondering = [];
    private readonly List<Waiting> waiting = [];
    private IActorRef hub = ActorRefs.Nobody;
    private string? probe;
    private TimeSpan? unwritableSince;
    private bool? isShared;

    public FileKeeper(NodeId node, ICanTell coordinator, FileShelf shelf, TimeProvider clock)
    {
        (this.node, this.coordinator, this.shelf, this.clock, began) = (node, coordinator, shelf, clock, clock.GetTimestamp());
        Receive<Tick>(_ =>
        {
            ProbeAgain();
            Say();
        });
        Receive<SayPresence>(_ => coordinator.Tell(new ProbeStorage(node, null), Self));
        Receive<ProbeLeft>(Left);
        Receive<StorageProbed>(Settle);
        Receive<AskStorage>(_ => Tell(Sender));

        Receive<CheckpointWritten>(said => Describe(said.Run, null));
        Receive<HandOver>(said => Describe(said.Run, new Waiting(Sender, said.Run.Spec.Id, said.Limit + Elapsed, [])));
        Receive<Described>(Offer);
        Receive<FilesKept>(Kept);

        Receive<FindCheckpoint>(wanted => Find(() => Task.FromResult(shelf.Find(wanted))));
        Receive<FindDataSet>(wanted => Find(() => shelf.FindAsync(wanted)));
        Receive<ReadPiece>(wanted => Task.Run(() => shelf.ReadAsync(wanted)).PipeTo(Sender, Self));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private TimeSpan Elapsed => clock.GetElapsedTime(began);

    /// <param name="coordinator">The way to whichever is in charge.</param>
    public static Props Props(NodeId node, ICanTell coordinator, FileShelf shelf, TimeProvider clock) =>
        Akka.Actor.Props.Create(() => new FileKeeper(node, coordinator, shelf, clock));

    protected override void PreStart()
    {
        LeaveProbe(isFirst: true);
        Timers.StartPeriodicTimer("tick", new Tick(), Pulse);
        Timers.StartPeriodicTimer("presence", new SayPresence(), PresenceEvery);
    }

    protected override void PostStop() => RemoveProbe();

    private void LeaveProbe(bool isFirst)
    {
        var (folder, name) = (shelf.Folders.Checkpoints, node.Name);
        Task.Run(() =>
        {
            if (isFirst)
            {
                StorageProbe.RemoveAll(folder, name);
            }

            return new ProbeLeft(StorageProbe.Leave(folder, name));
        }).PipeTo(Self);
    }

    private void RemoveProbe()
    {
        if (probe is { } left)
        {
            var folder = shelf.Folders.Checkpoints;
            _ = Task.Run(() => StorageProbe.Remove(folder, left));
            probe = null;
        }
    }

    private void Left(ProbeLeft left)
    {
        RemoveProbe();
        probe = left.Name;
        unwritableSince = probe is null ? Elapsed : null;
        if (probe is null && isShared is null)
        {
            log.Warning("Nothing can be written to {Folder}, so that it is taken for storage of this node alone", shelf.Folders.Checkpoints);
            Know(false);
        }

        Say();
    }

    // The disk may have been full, or read-only, for a while.
    private void ProbeAgain()
    {
        if (Elapsed - unwritableSince >= ProbeAgainAfter)
        {
            unwritableSince = null;
            LeaveProbe(isFirst: false);
        }
    }

    private void Say()
    {
        if (probe is not null)
        {
            coordinator.Tell(new ProbeStorage(node, probe), Self);
        }

        foreach (var files in offers.Due(Elapsed))
        {
            coordinator.Tell(new KeepFiles(files), Self);
        }

        Release(waiting => waiting.Until < Elapsed);
    }

    // The run ends without, and what it left is told of until it is kept.
    private void Release(Func<Waiting, bool> isEnough)
    {
        foreach (var late in waiting.Where(isEnough).ToList())
        {
            log.Warning("What run {Run} has left is not with the coordinator; where this node is lost, it is lost too", late.Run);
            Answer(late);
        }
    }

    // Another coordinator may have another storage, and none of what this one kept.
    private void Settle(StorageProbed answer)
    {
        var isNew = !Sender.Equals(hub);
        hub = Sender;
        if (isNew)
        {
            offers.Restart();
        }

        if (answer.Probe is not null && answer.Probe == probe)
        {
            RemoveProbe();
            Know(answer.IsShared);
        }
        else if (isNew && probe is null)
        {
            LeaveProbe(isFirst: false);
        }
    }

    private void Know(bool shared)
    {
        if (isShared != shared)
        {
            log.Info(
                shared
                    ? "{Folder} is storage that the coordinator has too: nothing is copied"
                    : "{Folder} is not the coordinator's: checkpoints and artifacts are copied to it, and fetched from it", shelf.Folders.Checkpoints);
        }

        isShared = shared;
        wondering.ForEach(Tell);
        wondering.Clear();
    }

    private void Tell(IActorRef asking)
    {
        if (isShared is { } known)
        {
            asking.Tell(new StorageKnown(known), Self);
        }
        else
        {
            wondering.Add(asking);
        }
    }

    private void Describe(AssignedRun run, Waiting? waiter)
    {
        if (isShared is not false)
        {
            waiter?.Asking.Tell(new HandedOver(), Self);
            return;
        }

        Task.Run(() => shelf.WrittenAsync(run, hasEnded: waiter is not null)).PipeTo(
            Self, success: written => new Described(run, written, waiter), failure: error => new Described(run, [], waiter, error.Message));
    }

    private void Offer(Described described)
    {
        if (described.Problem is not null)
        {
            log.Warning("What run {Run} has written cannot be read, to be copied to the coordinator: {Problem}", described.Run.Spec.Id, described.Problem);
        }

        foreach (var files in described.Folders)
        {
            offers.Add(FolderOf(files), files, described.Run.Spec.Id.Sweep, isLast: described.Waiting is not null);
        }

        if (described.Waiting is { } waiter)
        {
            waiting.Add(waiter with { Folders = [.. described.Folders.Select(FolderOf)] });
        }

        Say();
        AnswerWaiting();
    }

    private void Kept(FilesKept answer)
    {
        if (answer.Files.IsEmpty)
        {
            return;
        }

        var folder = FolderOf(answer.Files);
        if (answer.Problem is null)
        {
            offers.Keep(folder, answer.Files);
            AnswerWaiting();
        }
        else if (offers.Refuse(folder) is { } refused)
        {
            NotKept(folder, refused.Sweep, refused.Times, answer);
        }
    }

    private void NotKept(string folder, SweepId sweep, int times, FilesKept answer)
    {
        if (BitOperations.IsPow2(times))
        {
            log.Warning("The coordinator cannot keep what is written here, and is told of it again: {Problem}", answer.Problem);
        }

        if (answer.IsUnwritable)
        {
            coordinator.Tell(new CheckpointFailed(node, sweep, answer.Problem!), Self);
            Release(waiting => waiting.Folders.Contains(folder));
        }
    }

    private void AnswerWaiting()
    {
        foreach (var done in waiting.Where(waiting => waiting.Folders.All(offers.IsKept)).ToList())
        {
            Answer(done);
        }
    }

    private void Answer(Waiting done)
    {
        waiting.Remove(done);
        done.Asking.Tell(new HandedOver(), Self);
    }

    private void Find(Func<Task<ImmutableArray<FileEntry>>> find) =>
        Task.Run(async () => new FilesFound(await find())).PipeTo(Sender, Self, failure: _ => new FilesFound([], IsPartial: true));

    private static string FolderOf(ImmutableArray<FileEntry> files) => files[0].Name[..Math.Max(0, files[0].Name.LastIndexOf('/'))];

    private sealed record Tick;

    private sealed record SayPresence;

    private sealed record ProbeLeft(string? Name);

    private sealed record Described(AssignedRun Run, ImmutableArray<ImmutableArray<FileEntry>> Folders, Waiting? Waiting, string? Problem = null);

    private sealed record Waiting(IActorRef Asking, RunId Run, TimeSpan Until, List<string> Folders);
}

/// <summary>To the keeper: has the coordinator the same storage? Answered when that is known.</summary>
internal sealed record AskStorage;

internal sealed record StorageKnown(bool IsShared);

/// <summary>To the keeper: the run has a new checkpoint.</summary>
internal sealed record CheckpointWritten(AssignedRun Run);

/// <summary>To the keeper: the run has ended; say <see cref="HandedOver"/> when the coordinator has what it left, or the limit has passed.</summary>
internal sealed record HandOver(AssignedRun Run, TimeSpan Limit);

internal sealed record HandedOver;
