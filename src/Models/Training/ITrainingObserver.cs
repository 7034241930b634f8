using Sweep.Messages.Artifacts;
using Sweep.Messages.Runs;

namespace Sweep.Models.Training;

/// <summary>
/// Hears how a bundle gets on, always on the thread that trains. What it throws ends the whole bundle and comes out of
/// <see cref="BundleTrainer.Train"/>.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>An epoch of a lane ended. Epochs that an earlier attempt trained are not told again.</summary>
    /// <param name="lane">Place in the bundle, counted from 0.</param>
    /// <param name="capture">Copies what is needed to go on from here; good only until this call returns.</param>
    void EpochEnded(int lane, EpochMetrics metrics, Func<LaneState> capture);

    /// <summary>A lane has trained its last epoch, and ends next.</summary>
    /// <param name="examine">Finds out what it makes of the test set; good only until this call returns. Null when there is nothing to show.</param>
    void LaneTrained(int lane, Func<TestArtifacts?> examine) { }

    /// <summary>A lane ended; told exactly once for each.</summary>
    void LaneEnded(int lane, RunOutcome outcome);
}
