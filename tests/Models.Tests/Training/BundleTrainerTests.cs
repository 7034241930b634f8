using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.Tests.Support;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Training;

public class BundleTrainerTests
{
    [Fact]
    public void The_same_run_gives_the_same_bits_twice() =>
        Assert.Equal(Some.Train(Some.Dense()).Bits(), Some.Train(Some.Dense()).Bits());

    [Fact]
    public void Another_seed_gives_other_bits() =>
        Assert.NotEqual(Some.Train(Some.Dense()).Bits(), Some.Train(Some.Dense(("seed", Some.Integer(1)))).Bits());

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("sgd")]
    public void A_run_resumed_after_any_epoch_equals_one_never_stopped(string optimizer)
    {
        var parameters = Some.Dense(("optimizer", Some.Text(optimizer)));
        var whole = Some.Train(parameters);
        foreach (var (_, state) in whole.States.SkipLast(1))
        {
            var rest = Some.Train(parameters, start: state);

            Assert.Equal(whole.Bits().Skip(state.Epoch), rest.Bits());
            var completed = Assert.IsType<RunOutcome.Completed>(rest.Outcome);
            Assert.Equal(Assert.IsType<RunOutcome.Completed>(whole.Outcome).Metrics, completed.Metrics);
            Assert.Equal((4, 2), (completed.Epochs, completed.Attempts));
        }
    }
}
