using Sweep.Messages.Parameters;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Messages.Tests.Support;

/// <summary>One message of every kind, with every field filled: what the golden files hold.</summary>
internal static class Samples
{
    private static readonly SweepId Sweep = new("dense-1");
    private static readonly NodeId Node = new("gpu-1", 1767323045000);
    private static readonly SlotId Slot = new(Node, "cuda:0", 2);
    private static readonly BundleId Bundle = new(new Guid("00112233-4455-6677-8899-aabbccddeeff"));
    private static readonly RunId Run = new(Sweep, 7);
    private static readonly RunKey Key = RunKey.FromHash(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
    private static readonly Lease Lease = new(Run, 3, Bundle, Slot, Key);
    private static readonly MetricSet Metrics = MetricSet.Of(("psnr", 24.01), ("test_loss", double.NaN), ("train_loss", double.PositiveInfinity));
    private static readonly FileEntry File = new("checkpoints/00/00010203/epoch-0007.json", 1234, "00ff");
    private static readonly EpochMetrics Epoch = new(5, Metrics, 1.25, 48000.5);

    private static readonly ParameterSet Parameters = ParameterSet.From([
        new("epochs", new ParameterValue.Integer(20)),
        new("hidden", new ParameterValue.List([new ParameterValue.Integer(512), new ParameterValue.Integer(256)])),
        new("lr", new ParameterValue.Real(1e-3)),
        new("model", new ParameterValue.Text("dense-autoencoder")),
        new("noise.clip", new ParameterValue.Truth(true)),
        new("weight", new ParameterValue.Real(2)),
    ]);

    public static IReadOnlyList<object> All { get; } =
    [
        new FindCoordinator(),
        new CoordinatorFound(7),
        new RegisterNode(Node, "x64-avx512-torchsharp-0.105.0", [Slot], [Lease], "spot reclaim", ["noop", "tied-autoencoder"]),
        new NodeRegistered(TimeSpan.FromSeconds(10.5)),
        new RenewLeases(Node, [Lease], "spot reclaim"),
        new RegisterAgain(),
        new AssignBundle(Bundle, Sweep, Slot, new Objective("psnr", Goal.Maximize), [new AssignedRun(
            new RunSpec(
                Run,
                Key,
                Parameters,
                new CheckpointPolicy(2, 3, TimeSpan.FromSeconds(10)),
                DataSetDigest: "00ff"), 3,
            Fresh: true)]),
        new BundleDeclined(Bundle, Sweep, Slot, "The node is being drained."),
        new ReportBatch(Node, "x64", Sweep, 12, [
            new RunReport.Epoch(Run, 3, Epoch, Restored: true, Saved: true, Key),
            new RunReport.Ended(Run, 3, new RunOutcome.Completed(Metrics, 20, 25.5, 2), Key),
            new RunReport.Ended(Run, 3, new RunOutcome.Failed(FailureKind.OutOfMemory, "No room for 3 GiB: \"µ\"."), Key),
            new RunReport.Ended(Run, 3, new RunOutcome.Interrupted(4, "spot reclaim"), Key)]),
        new ReportsStored(Sweep, 12),
        new SlotFreed(Slot),
        new CheckpointFailed(Node, Sweep, "No space left on device"),
        new NodeFailing(Node, "5 bundles in a row crashed here", [Run]),
        new DrainNode("spot reclaim"),
        new NodeDrained(Node),
        new StopRuns([Lease], "the sweep is cancelled"),
        new ProbeStorage(Node, "probe-00112233445566778899aabbccddeeff"),
        new StorageProbed("probe-00112233445566778899aabbccddeeff", IsShared: true),
        new KeepFiles([File]),
        new FilesKept([File], "The disk is full.", IsUnwritable: true),
        new FindCheckpoint(Key, Sweep, CheckpointScope.Own, 3, 9, Everywhere: true),
        new FindDataSet("mnist", "00ff", Everywhere: true),
        new FilesFound([File], "gpu-1", IsPartial: true),
        new ReadPiece(File.Name, 1024, "gpu-1"),
        new FilePiece(File.Name, 1024, [0, 1, 254, 255]),
        new PieceRefused(File.Name, "it is not there"),
        new SubmitSweep("dense", "{\"blocks\":[]}", "name: dense\n", Fresh: true, Priority: 7),
        new ContinueSweep(Sweep),
        new SweepAccepted(Sweep, Resumed: true, 96, 12),
        new SweepRejected("There is no sweep `x` here."),
        new PauseSweep(Sweep),
        new ResumeSweep(Sweep),
        new CancelSweep(Sweep),
        new RequestDone(Sweep, "paused"),
        new WatchSweep(Sweep),
        new ListNodes(),
        new NodesListed("akka.tcp://sweep@10.0.0.1:4053", "The disk is full.", 2, 3, [
            new ListedNode(Node, "x64-avx512-torchsharp-0.105.0", 4, 3, [Lease], TimeSpan.FromSeconds(1.5), "spot reclaim", IsDrained: true)]),
        new DrainNamedNode("gpu-1", "spot reclaim"),
        new NodeDraining(Node, "spot reclaim"),
        new NodeUnknown("gpu-7", ["gpu-1", "gpu-2"]),
        new RunEvent.Started(Run, 3, Slot, Parameters),
        new RunEvent.EpochEnded(Run, 3, 20, Epoch),
        new RunEvent.Completed(Run, 3, 20, 25.5, Metrics),
        new RunEvent.Failed(Run, 3, FailureKind.Diverged, "loss is NaN", IsFinal: true),
        new RunEvent.Interrupted(Run, 3, 4),
        new SweepProgress(
            new SweepStatus(Sweep, "dense", SweepPhase.Active, new RunCounts(80, 2, 12, 1, 1), new BestRun(Run, "psnr", 24.01), "00ff"),
            [new RunProgress(Run, 3, Slot, Parameters, 5, 20, Metrics)], 400, 1600),
    ];
}
