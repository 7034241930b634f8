using Sweep.Messages.Parameters;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Support;

/// <summary>A bundle of one run, and what it may say.</summary>
internal static class SomeBundle
{
    public static readonly SweepId Sweep = new("some-1");

    public static readonly RunId Run = new(Sweep, 7);

    public static readonly SlotId Slot = new(new NodeId("node-a", 1), "cpu", 0);

    public static AssignBundle Assignment(Guid? id = null, int everyEpochs = 1) => new(
        new BundleId(id ?? Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")),
        Sweep,
        Slot,
        new Objective("test_loss", Goal.Minimize),
        [new AssignedRun(Spec(everyEpochs), Attempt: 2, Fresh: false)]);

    /// <summary>The same, of a run that takes the encoder of another.</summary>
    public static AssignBundle Taking(RunKey encoder)
    {
        var run = Assignment().Runs[0];
        var parameters = ParameterSet.From(run.Spec.Parameters.Append(new(RunSpec.EncoderParameter, new ParameterValue.Text($"{encoder}"))));
        return Assignment() with { Runs = [run with { Spec = run.Spec with { Parameters = parameters } }] };
    }

    public static RunReport.Epoch Epoch(int epoch, double loss = 0.1, bool saved = true) =>
        new(Run, 2, new EpochMetrics(epoch, MetricSet.Of(("test_loss", loss)), 0.25, 1e5 / 3), Saved: saved, Key: SomeCheckpoint.Key());

    public static RunReport.Ended Ended(RunOutcome outcome) => new(Run, 2, outcome, SomeCheckpoint.Key());

    public static RunOutcome.Completed Completed() => new(MetricSet.Of(("test_loss", 0.1)), 3, 0.75, 1);

    private static RunSpec Spec(int everyEpochs) => new(
        Run,
        SomeCheckpoint.Key(),
        ParameterSet.From([
            new("model", new ParameterValue.Text("noop")),
            new("dataset", new ParameterValue.Text("synthetic-digits")),
            new("epochs", new ParameterValue.Integer(10)),
            new("seed", new ParameterValue.Integer(0)),
            new("lr", new ParameterValue.Real(1e-3)),
        ]),
        new CheckpointPolicy(everyEpochs));
}
