using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Checkpoints;

/// <summary>
/// Whether a checkpoint is due after an epoch. A checkpoint costs several flushes of the disk, whatever the run: where epochs are short, one for
/// each would take longer than the training. What a run has trained since its last one it trains again when it is torn away, to the same bits.
/// </summary>
public sealed class CheckpointCadence(CheckpointPolicy policy, TimeProvider clock)
{
    private long writtenAt = clock.GetTimestamp();

    /// <param name="epoch">The one that has just ended.</param>
    public bool IsDue(int epoch) => epoch % policy.EveryEpochs == 0 && clock.GetElapsedTime(writtenAt) >= policy.Apart;

    public void Written() => writtenAt = clock.GetTimestamp();
}
