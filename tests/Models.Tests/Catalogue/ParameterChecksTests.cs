using Sweep.Messages.Parameters;
using Sweep.Models.Catalogue;
using Sweep.Models.Tests.Support;

namespace Sweep.Models.Tests.Catalogue;

public class ParameterChecksTests
{
    [Fact]
    public void An_unknown_hyperparameter_is_named_with_those_known()
    {
        var message = Problem(Some.Dense().With("filters", Some.Integer(3)));

        Assert.Contains("`filters` is no hyperparameter of `dense-autoencoder`", message);
        Assert.Contains("latent", message);
    }

    public static TheoryData<string, ParameterValue, string> Wrong => new()
    {
        { "latent", Some.Integer(0), "`latent` is 0, but must be at least 1." },
        { "latent", Some.Real(3.5), "`latent` is 3.5, but must be a whole number." },
        { "lr", Some.Real(0), "`lr` is 0, but must be greater than 0." },
        { "lr", Some.Real(double.NaN), "`lr` is NaN, but must be finite." },
        { "lr", Some.Text("fast"), "`lr` is fast, but must be a number." },
        { "l1", Some.Real(-1), "`l1` is -1, but must be at least 0." },
        { "validation", Some.Real(1), "`validation` is 1, but must be at most 0.9." },
        { "optimizer", Some.Text("lion"), "`optimizer` is `lion`, but must be one of adam, sgd, adamw." },
        { "hidden", Some.Integer(512), "`hidden` is 512, but must be a list of whole numbers." },
        { "hidden", Some.Integers(512, 0), "`hidden` is 0, but must be at least 1." },
        { "noise.clip", Some.Integer(1), "`noise.clip` is 1, but must be true or false." },
        { "noise.amount", Some.Real(0.1), "`noise.amount` is 0.1, but `noise.type` is `gaussian`: set it to `salt-pepper`, or `noise.amount` to 0." },
        { "noise.factor", Some.Real(0.1), "`noise.type` is `gaussian`, but each of `noise.variance` and `noise.factor` is above 0: give one of them." },
        { "noise.variance", Some.Real(0), "`noise.type` is `gaussian`, but neither of `noise.variance` and `noise.factor` is above 0: give one of them." },
        { "noise.type", Some.Text("none"), "`noise.variance` is 0.02, but `noise.type` is `none`: set it to `gaussian`, or `noise.variance` to 0." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_said_with_what_is_allowed(string name, ParameterValue value, string message) =>
        Assert.Equal(message, Problem(Some.Dense().With(name, value)));

    [Fact]
    public void What_is_missing_is_said() => Assert.Equal("`latent` is absent, but must be given.", Problem(Some.Dense().Without("latent")));

    [Fact]
    public void Salt_and_pepper_needs_its_amount() => Assert.Contains(
        "`noise.amount` is 0", Problem(Some.Dense(("noise.type", Some.Text("salt-pepper")), ("noise.variance", Some.Real(0)))));

    [Theory]
    [InlineData("none")]
    [InlineData("salt-pepper")]
    public void Only_noise_that_leaves_the_range_may_stay_unclipped(string type) => Assert.Contains(
        $"`noise.clip` is false, but `noise.type` is `{type}`",
        Problem(Some.Dense(
            ("noise.type", Some.Text(type)), ("noise.variance", Some.Real(0)), ("noise.amount", Some.Real(type == "none" ? 0 : 0.1)), ("noise.clip", Some.Truth(false)))));

    [Fact]
    public void Whole_numbers_given_for_real_ones_become_real()
    {
        var resolved = Defaults.Resolve(new DenseAutoencoder().Description, ParameterSet.From([new("lr", Some.Integer(1)), new("latent", Some.Integer(3))]));

        Assert.Equal(Some.Real(1), resolved.Find("lr"));
        Assert.Equal(Some.Integer(3), resolved.Find("latent"));
        Assert.Equal(Some.Text("adam"), resolved.Find("optimizer"));
    }

    private static string Problem(ParameterSet parameters) =>
        Assert.Single(ParameterChecks.Problems(new DenseAutoencoder().Description, parameters)).Message;
}
