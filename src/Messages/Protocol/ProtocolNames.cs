using System.Collections.Immutable;
using Sweep.Messages.Progress;

namespace Sweep.Messages.Protocol;

/// <summary>The name under which each message travels between machines. Never renamed or reused: machines of two versions must understand each other.</summary>
public static class ProtocolNames
{
    private static readonly ImmutableArray<(string Name, Type Type)> All =
    [
        ("find-coordinator", typeof(FindCoordinator)),
        ("coordinator-found", typeof(CoordinatorFound)),
        ("register-node", typeof(RegisterNode)),
        ("node-registered", typeof(NodeRegistered)),
        ("renew-leases", typeof(RenewLeases)),
        ("register-again", typeof(RegisterAgain)),
        ("assign-bundle", typeof(AssignBundle)),
        ("bundle-declined", typeof(BundleDeclined)),
        ("report-batch", typeof(ReportBatch)),
        ("reports-stored", typeof(ReportsStored)),
        ("slot-freed", typeof(SlotFreed)),
        ("checkpoint-failed", typeof(CheckpointFailed)),
        ("node-failing", typeof(NodeFailing)),
        ("drain-node", typeof(DrainNode)),
        ("node-drained", typeof(NodeDrained)),
        ("stop-runs", typeof(StopRuns)),

        ("probe-storage", typeof(ProbeStorage)),
        ("storage-probed", typeof(StorageProbed)),
        ("keep-files", typeof(KeepFiles)),
        ("files-kept", typeof(FilesKept)),
        ("find-checkpoint", typeof(FindCheckpoint)),
        ("find-data-set", typeof(FindDataSet)),
        ("files-found", typeof(FilesFound)),
        ("read-piece", typeof(ReadPiece)),
        ("file-piece", typeof(FilePiece)),
        ("piece-refused", typeof(PieceRefused)),

        ("submit-sweep", typeof(SubmitSweep)),
        ("continue-sweep", typeof(ContinueSweep)),
        ("sweep-accepted", typeof(SweepAccepted)),
        ("sweep-rejected", typeof(SweepRejected)),
        ("pause-sweep", typeof(PauseSweep)),
        ("resume-sweep", typeof(ResumeSweep)),
        ("cancel-sweep", typeof(CancelSweep)),
        ("request-done", typeof(RequestDone)),
        ("watch-sweep", typeof(WatchSweep)),

        ("list-nodes", typeof(ListNodes)),
        ("nodes-listed", typeof(NodesListed)),
        ("drain-named-node", typeof(DrainNamedNode)),
        ("node-draining", typeof(NodeDraining)),
        ("node-unknown", typeof(NodeUnknown)),

        ("run-started", typeof(RunEvent.Started)),
        ("epoch-ended", typeof(RunEvent.EpochEnded)),
        ("run-completed", typeof(RunEvent.Completed)),
        ("run-failed", typeof(RunEvent.Failed)),
        ("run-interrupted", typeof(RunEvent.Interrupted)),
        ("sweep-progress", typeof(SweepProgress)),
    ];

    private static readonly Dictionary<string, Type> TypeByName = All.ToDictionary(item => item.Name, item => item.Type);

    private static readonly Dictionary<Type, string> NameByType = All.ToDictionary(item => item.Type, item => item.Name);

    /// <summary>Every type that travels; anything else is refused.</summary>
    public static ImmutableArray<Type> Types { get; } = [.. All.Select(item => item.Type)];

    /// <exception cref="NotSupportedException">Messages of that type stay inside a process.</exception>
    public static string NameOf(object message) => NameByType.TryGetValue(message.GetType(), out var name)
        ? name
        : throw new NotSupportedException($"A {message.GetType().Name} does not travel between machines.");

    public static bool IsKnown(string name) => TypeByName.ContainsKey(name);

    /// <exception cref="NotSupportedException">No message has that name.</exception>
    public static Type TypeOf(string name) => TypeByName.TryGetValue(name, out var type)
        ? type
        : throw new NotSupportedException(
            $"No message is called `{(name.Length > 64 ? name[..64] : name)}`; it is not known here, or comes from a newer version.");
}
