using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Files;

/// <summary>
/// The coordinator's side of <c>FileProtocol.cs</c>: keeps in its root what nodes with storage of their own write, finds what nodes need, there or at
/// other nodes, and hands on what travels from one node to the other.
/// </summary>
public sealed class FileHub : ReceiveActor
{
    private const int MostTransfers = 4;
    private const int MostWaiting = 10_000;
    private const int MostFilesOfAFolder = 4;

    private static readonly TimeSpan NodeLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PieceLimit = TimeSpan.FromSeconds(8);

    private readonly ILoggingAdapter log = Context.GetLogger();
    private readonly FileShelf shelf;
    private readonly TimeProvider clock;
    private readonly TimeSpan? answerLimit;

    // Touched by the mailbox alone. Of nodes, those that the coordinator has registered: it says who leaves.
    private readonly Dictionary<string, PresentNode> nodes = [];
    private readonly TransferQueue<Offered> transfers = new(MostTransfers, MostWaiting);
    private bool isWritable = true;

    public FileHub(FileShelf shelf, TimeProvider clock, TimeSpan? answerLimit)
    {
        (this.shelf, this.clock, this.answerLimit) = (shelf, clock, answerLimit);
        Receive<ProbeStorage>(Probe);
        Receive<NodeLeft>(Forget);
        Receive<KeepFiles>(Keep);
        Receive<TransferEnded>(End);
        Receive<FindCheckpoint>(Find);
        Receive<FindDataSet>(Find);
        Receive<ReadPiece>(Read);
    }

    /// <param name="shelf">Of the coordinator's root.</param>
    /// <param name="answerLimit">How long a node may take for a piece of a file before it is asked again; 10 s by default.</param>
    public static Props Props(FileShelf shelf, TimeProvider clock, TimeSpan? answerLimit = null) =>
        Akka.Actor.Props.Create(() => new FileHub(shelf, clock, answerLimit));

    private void Probe(ProbeStorage said)
    {
        nodes[said.Node.Name] = new PresentNode(said.Node, Sender);
        var folder = shelf.Folders.Checkpoints;
        Task.Run(() => new StorageProbed(said.Probe, said.Probe is { } probe && StorageProbe.Sees(folder, probe))).PipeTo(Sender, Self);
    }

    private void Forget(NodeLeft left)
    {
        if (nodes.TryGetValue(left.Node.Name, out var node) && node.Id == left.Node)
        {
            nodes.Remove(left.Node.Name);
            DropOffersOf(node.Keeper);
        }
    }

    // Who is silent would hold up others; if it comes back, it says them again.
    private void DropOffersOf(IActorRef owner) => transfers.Drop(offered => offered.Owner.Equals(owner));

    private void Keep(KeepFiles said)
    {
        if (FolderOf(said.Files) is not { } folder)
        {
            log.Warning("{Node} wants files to be kept that are not those of one run", Sender);
            Sender.Tell(new FilesKept(said.Files, "they are no files of one run"));
            return;
        }

        if (transfers.Add(folder, new Offered(said, Sender)))
        {
            BeginTransfers();
        }
    }

    // Data sets are not pushed: the coordinator has no use for them.
    private static string? FolderOf(ImmutableArray<FileEntry> files)
    {
        if (files.Length is 0 or > MostFilesOfAFolder)
        {
            return null;
        }

        var known = files.Select(file => file is null ? null : StoredFile.TryParse(file.Name)).ToList();
        var folder = known[0]?.Folder;
        return known.TrueForAll(file => file is { Kind: not StoredFileKind.DataSet } && file.Folder == folder) ? folder : null;
    }

    private void BeginTransfers()
    {
        foreach (var (folder, offered) in transfers.Begin())
        {
            Task.Run(() => FetchAsync(folder, offered)).PipeTo(
                Self,
                success: () => new TransferEnded(folder, offered, null),
                failure: error => new TransferEnded(folder, offered, error));
        }
    }

    private async Task FetchAsync(string folder, Offered offered)
    {
        var fetch = new FileFetch(new AskAgain(offered.Owner, clock, answerLimit), shelf.Folders);
        var bytes = await fetch.FetchAsync(offered.Said.Files, null, CancellationToken.None);

        // Where all is here already nothing is a copy: the node, which could not leave a probe, works in this very folder.
        if (bytes > 0 && FileFetch.Require(offered.Said.Files[0]).Kind == StoredFileKind.Checkpoint)
        {
            shelf.RemoveOldCopies(folder);
        }
    }

    private void End(TransferEnded ended)
    {
        transfers.End(ended.Folder);
        if (ended.Failure == FetchFailure.Unanswered)
        {
            DropOffersOf(ended.Offered.Owner);
        }

        var isUnwritable = ended.Failure == FetchFailure.Unwritable;
        Note(ended, isUnwritable);
        ended.Offered.Owner.Tell(new FilesKept(ended.Offered.Said.Files, ended.Error?.Message, isUnwritable));
        BeginTransfers();
    }

    // What its owner can say, its owner says; and of a full disk it is enough to say once that it is full.
    private void Note(TransferEnded ended, bool isUnwritable)
    {
        if (ended.Failure == FetchFailure.Unanswered || (isUnwritable && isWritable))
        {
            log.Warning("{Folder} of {Node} is not kept here yet: {Problem}", ended.Folder, ended.Offered.Owner, ended.Error!.Message);
        }

        isWritable = ended.Error is null || (isWritable && !isUnwritable);
    }

    private void Find(FindCheckpoint wanted)
    {
        var others = wanted.Everywhere ? Others() : [];
        Task.Run(() => NewestAsync(new FilesFound(shelf.Find(wanted)), others, wanted with { Everywhere = false })).PipeTo(Sender, Self, failure: NotFound);
    }

    private void Find(FindDataSet wanted)
    {
        var others = wanted.Everywhere ? Others() : [];
        Task.Run(async () => await shelf.FindAsync(wanted) is { IsEmpty: false } own
            ? new FilesFound(own)
            : await NewestAsync(new FilesFound([]), others, wanted with { Everywhere = false })).PipeTo(Sender, Self, failure: NotFound);
    }

    private static FilesFound NotFound(Exception error) => new([], IsPartial: true);

    private (string Name, IActorRef Node)[] Others() => [.. nodes.Select(node => (node.Key, node.Value.Keeper))];

    // What is here goes before equals, because it need not be handed on.
    private static async Task<FilesFound> NewestAsync(FilesFound own, (string Name, IActorRef Node)[] others, object question)
    {
        var answers = await Task.WhenAll(others.Select(async other => await AskAsync(other.Node, question) with { Holder = other.Name }));
        return answers.Prepend(own).MaxBy(EpochOf)! with { IsPartial = answers.Any(answer => answer.IsPartial) };
    }

    // Of a checkpoint the newest has the last name.
    private static int EpochOf(FilesFound found) => found.Files.IsEmpty ? -1 : StoredFile.TryParse(found.Files[^1].Name)?.Epoch ?? -1;

    private static async Task<FilesFound> AskAsync(IActorRef node, object question)
    {
        try
        {
            return await node.Ask<FilesFound>(question, NodeLimit);
        }
        catch (Exception error)
        {
            return NotFound(error);
        }
    }

    private void Read(ReadPiece wanted)
    {
        if (wanted.Holder is not { } holder)
        {
            Task.Run(() => shelf.ReadAsync(wanted)).PipeTo(Sender, Self);
        }
        else if (nodes.TryGetValue(holder, out var node))
        {
            _ = PassOnAsync(node.Keeper, wanted with { Holder = null }, Sender, Self);
        }
        else
        {
            Sender.Tell(new PieceRefused(wanted.File, $"node {FileFetch.Shortened(holder)} is not here"));
        }
    }

    private static async Task PassOnAsync(IActorRef node, ReadPiece wanted, IActorRef asking, IActorRef self)
    {
        try
        {
            asking.Tell(await node.Ask<object>(wanted, PieceLimit), self);
        }
        catch (AskTimeoutException)
        {
            // Whoever asked hears nothing, and asks again.
        }
    }

    private sealed record PresentNode(NodeId Id, IActorRef Keeper);

    private sealed record Offered(KeepFiles Said, IActorRef Owner);

    private sealed record TransferEnded(string Folder, Offered Offered, Exception? Error)
    {
        public FetchFailure? Failure => (Error as FileFetchException)?.Failure;
    }
}
