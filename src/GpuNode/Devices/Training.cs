using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Checkpoints;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.Training;

namespace Sweep.GpuNode.Devices;

/// <summary>
/// Trains bundles in this process, each on a thread of its own: goes on from checkpoints, writes new ones, and says what happens as messages. Holds no
/// state between bundles, so one serves all slots of a node.
/// </summary>
public sealed class Training(BundleTrainer trainer, CheckpointStore checkpoints, ArtifactStore artifacts, TimeProvider clock) : ITraining
{
    public void Begin(AssignBundle assignment, Action<object> tell, Action ended, CancellationToken stop) =>
        new Thread(() => Train(assignment, tell, ended, stop))
        {
            Name = $"train {assignment.Slot.Device}#{assignment.Slot.Number}",
            IsBackground = true,
        }.Start();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Train(AssignBundle assignment, Action<object> tell, Action ended, CancellationToken stop)
    {
        var lanes = assignment.Runs.Select(run => new LaneInTraining(assignment, run, checkpoints, artifacts, clock, tell)).ToList();
        try
        {
            lanes.ForEach(lane => lane.Open());
            trainer.Train(assignment.Slot.Device, lanes.ConvertAll(lane => lane.ToTrain()), new LaneObserver(lanes), stop);
        }
        catch (Exception error)
        {
            // Whatever escapes here would take the process down, and with it the runs of all other slots.
            lanes.ForEach(lane => lane.EndUnlessEnded(new RunOutcome.Failed(FailureKind.Crashed, $"{error.GetType().Name}: {error.Message}")));
        }
        finally
        {
            lanes.ForEach(lane => lane.EndUnlessEnded(new RunOutcome.Failed(FailureKind.Crashed, "The training ended without a result.")));
            ended();
        }
    }

    private sealed class LaneObserver(IReadOnlyList<LaneInTraining> lanes) : ITrainingObserver
    {
        public void EpochEnded(int lane, EpochMetrics metrics, Func<LaneState> capture) => lanes[lane].EpochEnded(metrics, capture);

        public void LaneTrained(int lane, Func<TestArtifacts?> examine) => lanes[lane].Trained(examine);

        public void LaneEnded(int lane, RunOutcome outcome) => lanes[lane].End(outcome);
    }
}
