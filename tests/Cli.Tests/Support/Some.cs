using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Support;

/// <summary>Examples to begin from.</summary>
public static class Some
{
    public static readonly SweepId Sweep = new("quickstart-1");

    public static readonly SlotId Slot = new(new NodeId("local", 1), "cpu", 0);

    public static readonly ParameterSet Cell = ParameterSet.From(
        [new("latent", new ParameterValue.Integer(15)), new("l1", new ParameterValue.Real(1e-4))]);

    public static RunId Run(int index = 3) => new(Sweep, index);

    public static MetricSet Metrics(double psnr = 18.25) => MetricSet.Of(("psnr", psnr), ("test_loss", 0.015));

    public static SweepStatus Status(SweepPhase phase = SweepPhase.Active, RunCounts? runs = null, BestRun? best = null, string? digest = null) =>
        new(Sweep, "quickstart", phase, runs ?? new RunCounts(Waiting: 5, Running: 2, Completed: 4, Failed: 1), best, digest);

    public static RunProgress Running(int index = 3, int epoch = 2) => new(Run(index), 1, Slot, Cell, epoch, 5, epoch == 0 ? MetricSet.Empty : Metrics());

    public static SweepProgress Progress(SweepStatus? status = null, params ImmutableArray<RunProgress> running) =>
        new(status ?? Status(best: new BestRun(Run(1), "psnr", 20.5)), running, EpochsTrained: 40, EpochsLeft: 60);
}
