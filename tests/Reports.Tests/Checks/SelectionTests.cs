using Sweep.Reports.Tests.Support;

namespace Sweep.Reports.Tests.Checks;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(0.001, true)]
    [InlineData(0.01, false)]
    public void A_value_is_met_by_itself_alone(double found, bool matches) => Assert.Equal(matches, Some.Where("l1", 1e-3).Matches(Some.Value(found)));

    [Fact]
    public void A_list_holds_alternatives()
    {
        var condition = Some.Where("l1", new object[] { 0.1, 1 });

        Assert.True(condition.Matches(Some.Value(1.0)));
        Assert.True(condition.Matches(Some.Value(0.1)));
        Assert.False(condition.Matches(Some.Value(0.5)));
    }

    [Fact]
    public void A_list_is_met_by_a_hyperparameter_that_is_that_list()
    {
        var condition = Some.Where("hidden", new[] { 512, 256 });

        Assert.True(condition.Matches(Some.Value(new[] { 512, 256 })));
        Assert.False(condition.Matches(Some.Value(new[] { 512 })));
        Assert.False(condition.Matches(Some.Value(new[] { 512, 256, 128 })));
    }

    [Fact]
    public void Lists_may_be_alternatives_too() =>
        Assert.True(Some.Where("hidden", new object[] { new[] { 512 }, new[] { 64, 32 } }).Matches(Some.Value(new[] { 64, 32 })));

    [Fact]
    public void A_hyperparameter_that_is_not_there_meets_nothing() => Assert.False(Some.Where("noise.variance", 0.1).Matches(null));

    [Fact]
    public void Grid_and_all_conditions_must_hold()
    {
        var (runs, parameters) = (Some.Runs("noise", Some.Where("latent", 100), Some.Where("dataset", "mnist")), Some.Parameters(("latent", 100), ("dataset", "mnist")));

        Assert.True(runs.Matches("noise", parameters));
        Assert.False(runs.Matches("architectures", parameters));
        Assert.False(runs.Matches("noise", parameters.With("latent", Some.Value(50))));
    }
}
