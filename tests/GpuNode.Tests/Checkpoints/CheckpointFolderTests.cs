using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Parameters;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Checkpoints;

public sealed class CheckpointFolderTests
{
    private static readonly RunKey Key = SomeCheckpoint.Key();

    [Fact]
    public void It_is_the_key_below_its_first_two_digits() => Assert.Equal($"{Key.ToString()[..2]}/{Key}", CheckpointFolder.Of(Key));

    [Fact]
    public void Sweeps_share_it() => Assert.Equal(CheckpointFolder.Of(Key), CheckpointFolder.Of(Run("quickstart-3", fresh: false)));

    [Fact]
    public void A_fresh_run_has_one_of_its_own_sweep()
    {
        Assert.Equal($"fresh/quickstart-3/{CheckpointFolder.Of(Key)}", CheckpointFolder.Of(Run("quickstart-3", fresh: true)));
        Assert.Equal($"fresh/a%2Fb-3/{CheckpointFolder.Of(Key)}", CheckpointFolder.Of(Run("a/b-3", fresh: true)));
    }

    private static AssignedRun Run(string sweep, bool fresh) =>
        new(new RunSpec(new RunId(new SweepId(sweep), 0), Key, ParameterSet.Empty, new CheckpointPolicy()), Attempt: 1, fresh);
}
