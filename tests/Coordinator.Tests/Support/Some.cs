using System.Collections.Immutable;
using Sweep.Coordinator.Grids;
using Sweep.Messages.Events;
using Sweep.Messages.Parameters;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Support;

/// <summary>Things for tests that need one and do not care which.</summary>
public static class Some
{
    public static readonly DateTimeOffset Moment = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static readonly SweepId Sweep = new("some-1");

    public static readonly NodeId Node = new("node-a", 1);

    public static readonly NodeId OtherNode = new("node-b", 1);

    public static MetricSet Metrics(double value = 0.5) => MetricSet.Of(("psnr", value), ("test_loss", 1 - value));

    public static RunId Run(int index) => new(Sweep, index);

    public static SlotId Slot(NodeId? node = null, int number = 0) => new(node ?? Node, "cpu", number);

    public static Lease Lease(int run, int attempt = 1, SlotId? slot = null, BundleId? bundle = null) =>
        new(Run(run), attempt, bundle ?? new BundleId(new Guid(run + 1, 0, 0, new byte[8])), slot ?? Slot());

    public static SweepEvent.SweepSubmitted Submitted() => new(Sweep, "some", "{}", "", false, Moment);

    public static SweepEvent.RunCompleted Completed(int run, double value = 0.5) => new(run, 1, Metrics(value), 3, 1.5, 1, "node-a", "cpu", Moment);

    public static SweepEvent.RunFailed Failed(int run, bool final = false, FailureKind kind = FailureKind.Crashed) =>
        new(run, 1, kind, "it broke", final, "node-a", Moment);

    public static SweepEvent.RunsReused Reused(params int[] runs) =>
        new([.. runs.Select(run => new ReusedRun(run, new SweepId("old-1"), run, Metrics(), 3, 1.5, 1, "node-a", "cpu"))], Moment);

    public static RunReport.Ended Ended(int run, RunOutcome outcome, int attempt = 1, RunKey? key = null) => new(Run(run), attempt, outcome, key);

    /// <summary>Of a run that is in none of the grids here.</summary>
    public static RunKey OtherKey { get; } = RunKey.FromHash(new byte[32]);

    public static RunOutcome.Completed CompletedOutcome(double value = 0.5) => new(Metrics(value), 3, 1.5, 1);

    /// <summary>A grid of the noop model with one axis.</summary>
    public static GridDefinition Definition(int runs, int retries = 2) => new(
        "some",
        new Objective("psnr", Goal.Maximize),
        [
            new GridBlock(
                "",
                ParameterSet.From([
                    new("model", new ParameterValue.Text("noop")),
                    new("dataset", new ParameterValue.Text("synthetic-digits")),
                    new("epochs", new ParameterValue.Integer(3)),
                    new("seed", new ParameterValue.Integer(1)),
                ]),
                [new GridAxis("cell", [.. Enumerable.Range(0, runs).Select(cell => ParameterSet.Empty.With("cell", new ParameterValue.Integer(cell)))])],
                []),
        ],
        [new ModelStamp("noop", "1", ParameterSet.Empty)],
        [new DataSetStamp("synthetic-digits", "some-digest")],
        new CheckpointPolicy(),
        retries,
        new SweepResources());

    public static Grid GridOf(int runs) => Grid.From(Definition(runs));
}
