using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Checkpoints;

public sealed class CheckpointCadenceTests
{
    private readonly SteppingClock clock = new();

    /// <summary>The epochs after which a checkpoint is written, by how long each takes.</summary>
    private IEnumerable<int> Written(CheckpointPolicy policy, params double[] seconds)
    {
        var cadence = new CheckpointCadence(policy, clock);
        for (var epoch = 1; epoch <= seconds.Length; epoch++)
        {
            clock.Advance(TimeSpan.FromSeconds(seconds[epoch - 1]));
            if (cadence.IsDue(epoch))
            {
                cadence.Written();
                yield return epoch;
            }
        }
    }

    [Fact]
    public void Short_epochs_share_a_checkpoint() =>
        Assert.Equal([3, 6], Written(new CheckpointPolicy(Apart: TimeSpan.FromSeconds(10)), 4, 4, 4, 4, 4, 4, 4));

    [Fact]
    public void Long_epochs_have_one_each() => Assert.Equal([1, 2, 3], Written(new CheckpointPolicy(Apart: TimeSpan.FromSeconds(10)), 10, 60, 11));

    [Fact]
    public void A_policy_that_counts_epochs_looks_at_no_clock() => Assert.Equal([2, 4], Written(new CheckpointPolicy(EveryEpochs: 2), 0, 0, 0, 0, 0));

    [Fact]
    public void One_that_could_not_be_written_is_due_after_the_next_epoch()
    {
        var cadence = new CheckpointCadence(new CheckpointPolicy(Apart: TimeSpan.FromSeconds(10)), clock);
        clock.Advance(TimeSpan.FromSeconds(12));

        Assert.True(cadence.IsDue(1));
        Assert.True(cadence.IsDue(2));
    }
}
