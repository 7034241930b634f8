using Sweep.Coordinator.Grids;
using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>What a sweep shows of itself: the best run, the runs in training with their last epoch, and how much is left.</summary>
public sealed class ProgressBoard
{
    /// <summary>A screen shows no more.</summary>
    private const int MostRows = 64;

    private readonly SweepId sweep;
    private readonly Grid grid;
    private readonly Dictionary<int, RunProgress> running = [];
    private long epochsTrained;
    private double epochsPerRun;

    public ProgressBoard(SweepId sweep, Grid grid)
    {
        (this.sweep, this.grid) = (sweep, grid);
        epochsPerRun = grid.Count > 0 ? grid.At(sweep, 0).Epochs : 0;
    }

    public BestRun? Best { get; private set; }

    public void Apply(SweepEvent happened)
    {
        switch (happened)
        {
            case SweepEvent.RunCompleted completed:
                Compare(completed.Run, completed.Metrics);
                running.Remove(completed.Run);
                break;
            case SweepEvent.RunsReused reused:
                foreach (var run in reused.Runs)
                {
                    Compare(run.Run, run.Metrics);
                }

                break;
            case SweepEvent.RunFailed failed:
                running.Remove(failed.Run);
                break;
            case SweepEvent.SweepCancelled:
                running.Clear();
                break;
            default:
                break;
        }
    }

    public RunEvent.Started Start(AssignBundle bundle, AssignedRun run)
    {
        var cell = grid.CellOf(run.Spec.Parameters);
        running[run.Spec.Id.Index] = new RunProgress(run.Spec.Id, run.Attempt, bundle.Slot, cell, 0, run.Spec.Epochs, MetricSet.Empty);
        return new RunEvent.Started(run.Spec.Id, run.Attempt, bundle.Slot, cell);
    }

    public void Adopt(Lease lease)
    {
        // Nodes say what they run every few seconds, and mostly it is known.
        if (!running.ContainsKey(lease.Run.Index))
        {
            var spec = grid.At(sweep, lease.Run.Index);
            var cell = grid.CellOf(spec.Parameters);
            running.Add(lease.Run.Index, new RunProgress(lease.Run, lease.Attempt, lease.Slot, cell, 0, spec.Epochs, MetricSet.Empty));
        }
    }

    public void Stop(int run) => running.Remove(run);

    /// <returns>Null when it was shown before: a run that goes on says its earlier epochs again.</returns>
    public RunEvent.EpochEnded? Show(RunReport.Epoch report)
    {
        if (!running.TryGetValue(report.Run.Index, out var row) || row.Attempt != report.Attempt || report.Metrics.Epoch <= row.Epoch)
        {
            return null;
        }

        running[report.Run.Index] = row with { Epoch = report.Metrics.Epoch, Metrics = report.Metrics.Metrics };
        if (report.Restored)
        {
            return null;
        }

        epochsTrained++;
        return new RunEvent.EpochEnded(report.Run, report.Attempt, row.Epochs, report.Metrics);
    }

    public SweepProgress Now(SweepState state, string name, string? digest)
    {
        var counts = new RunCounts(state.Open - running.Count, running.Count, state.Completed, state.Failed, state.Cancelled);
        var left = Math.Max(0, (long)(state.Open * epochsPerRun) - running.Values.Sum(row => row.Epoch));
        return new SweepProgress(
            new SweepStatus(sweep, name, state.Phase, counts, Best, digest),
            [.. running.Values.OrderBy(row => row.Run.Index).Take(MostRows)],
            epochsTrained,
            left);
    }

    private void Compare(int run, MetricSet metrics)
    {
        var objective = grid.Definition.Objective;
        if (metrics[objective.Metric] is not { } value)
        {
            return;
        }

        // Of equals the first in the grid, so that the answer does not depend on who came first.
        var isEqual = Best is not null && Best.Value.Equals(value) && run < Best.Run.Index;
        if (Best is null || isEqual || objective.IsBetter(value, Best.Value))
        {
            Best = new BestRun(new RunId(sweep, run), objective.Metric, value);
        }
    }
}
