using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Checkpoints;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.Training;

namespace Sweep.GpuNode.Devices;

/// <summary>One run while it trains: its checkpoints, and what is said of it. Used by the training thread alone.</summary>
internal sealed class LaneInTraining(
    AssignBundle assignment, AssignedRun run, CheckpointStore checkpoints, ArtifactStore artifacts, TimeProvider clock, Action<object> tell)
{
    private readonly RunSpec spec = run.Spec;
    private readonly CheckpointCadence cadence = new(run.Spec.Checkpoint, clock);
    private LaneState? start;
    private LaneState? encoder;
    private LaneState? unsaved;
    private int savedEpoch;
    private bool lacksArtifacts;
    private bool ended;

    private string Folder => CheckpointFolder.Of(run);

    /// <summary>Loads the newest checkpoint, says again what was trained before it, and loads the encoder that the run takes from another.</summary>
    public void Open()
    {
        encoder = spec.Encoder is { } other ? checkpoints.LoadLatest(other, run) : null;
        if (checkpoints.LoadLatest(Folder, spec.Key) is not { } saved)
        {
            return;
        }

        start = saved;
        savedEpoch = saved.Epoch;
        foreach (var epoch in saved.History)
        {
            tell(new RunReport.Epoch(spec.Id, run.Attempt, epoch, Restored: true, Key: spec.Key));
        }
    }

    public Lane ToTrain() => new(spec.Parameters, start, Encoder: encoder, DataSetDigest: spec.DataSetDigest);

    public void EpochEnded(EpochMetrics metrics, Func<LaneState> capture)
    {
        unsaved = capture();
        var isSaved = (cadence.IsDue(metrics.Epoch) || metrics.Epoch == spec.Epochs) && Save();
        tell(new RunReport.Epoch(spec.Id, run.Attempt, metrics, Saved: isSaved, Key: spec.Key));
    }

    /// <summary>Keeps what figures need, unless an earlier run of this key has.</summary>
    public void Trained(Func<TestArtifacts?> examine)
    {
        if ((run.Fresh || !artifacts.Has(spec.Key)) && artifacts.Keep(spec.Id, spec.Key, examine) is { } problem)
        {
            lacksArtifacts = true;
            SayUnwritten(problem);
        }
    }

    /// <summary>
    /// Writes what is not written yet, however the run ended: the next attempt goes on from there. A run whose end is not on the disk has not completed:
    /// others may take its weights. It goes on when there is room, as after any other epoch that could not be written.
    /// </summary>
    public void End(RunOutcome outcome)
    {
        var isWritten = (unsaved is null || Save()) && !lacksArtifacts;
        Say(outcome is RunOutcome.Interrupted || (outcome is RunOutcome.Completed && !isWritten) ? new RunOutcome.Interrupted(savedEpoch) : outcome);
    }

    /// <summary>Writes nothing: it is not known what state the training left.</summary>
    public void EndUnlessEnded(RunOutcome outcome)
    {
        if (!ended)
        {
            Say(outcome);
        }
    }

    private void Say(RunOutcome outcome)
    {
        ended = true;
        tell(new RunReport.Ended(spec.Id, run.Attempt, outcome, spec.Key));
    }

    private bool Save()
    {
        try
        {
            checkpoints.Save(Folder, spec.Key, unsaved!, spec.Checkpoint, assignment.Objective);
            (savedEpoch, unsaved) = (unsaved!.Epoch, null);
            cadence.Written();
            return true;
        }
        catch (CheckpointException error)
        {
            SayUnwritten(error.Message);
            return false;
        }
    }

    private void SayUnwritten(string problem) => tell(new CheckpointFailed(assignment.Slot.Node, assignment.Sweep, problem));
}
