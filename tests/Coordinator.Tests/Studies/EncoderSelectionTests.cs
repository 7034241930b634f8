using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Studies;

/// <summary>What <c>encoder: {grid: ..}</c> means, and what is refused.</summary>
public sealed class EncoderSelectionTests
{
    private const string Wide = "{name: wide, model: dense-autoencoder, parameters: {dataset: {values: [mnist, fashion-mnist]}, latent: {values: [4, 8]}}}";

    [Fact]
    public void The_selected_runs_key_becomes_the_hyperparameter()
    {
        var grid = GridOf(Wide, Classifier("{grid: wide, dataset: fashion-mnist, latent: 4}"));

        Assert.Equal(grid.KeyAt(2).ToString(), grid.ParametersAt(4).Text("encoder"));
        Assert.Equal([null, null, null, null, grid.KeyAt(2)], Enumerable.Range(0, 5).Select(grid.EncoderAt));
        Assert.Equal(grid.KeyAt(2), grid.At(new SweepId("s-1"), 4).Encoder);
    }

    [Fact]
    public void Another_encoder_is_another_key()
    {
        var one = GridOf(Wide, Classifier("{grid: wide, dataset: mnist, latent: 4}"));
        var other = GridOf(Wide, Classifier("{grid: wide, dataset: mnist, latent: 8}"));
        var retrained = GridOf(
            Wide.Replace("latent: {", "lr: 0.5, latent: {", StringComparison.Ordinal), Classifier("{grid: wide, dataset: mnist, latent: 4}"));

        Assert.Equal(3, new[] { one, other, retrained }.Select(grid => grid.KeyAt(4)).Distinct().Count());
    }

    [Fact]
    public void Defaults_and_nested_hyperparameters_select_too()
    {
        var noisy = "{name: noisy, model: dense-autoencoder, dataset: mnist, parameters: {noise: {values: [{type: none}, {type: gaussian, factor: 0.4}]}}}";

        Assert.Equal("1", KeyIndex(GridOf(noisy, Classifier("{grid: noisy, noise: {type: gaussian}}"))));
        Assert.Equal("0", KeyIndex(GridOf(noisy, Classifier("{grid: noisy, noise.factor: 0}"))));
    }

    [Fact]
    public void Of_runs_that_differ_in_the_seed_alone_each_takes_its_own()
    {
        var grid = GridOf(Wide, Classifier("{grid: wide, dataset: mnist, latent: 8}"), "seeds: [5, 7]");

        Assert.Equal([grid.KeyAt(2), grid.KeyAt(3)], [grid.EncoderAt(8), grid.EncoderAt(9)]);
        Assert.Equal(["5", "7"], grid.Values("seed").Skip(8));
    }

    [Fact]
    public void One_run_serves_all_seeds_where_there_is_but_one()
    {
        var grid = GridOf(
            Wide, "{name: frozen, model: encoder-classifier, dataset: mnist, seeds: 3, parameters: {encoder: {grid: wide, dataset: mnist, latent: 8}}}");

        Assert.Equal(Enumerable.Repeat<RunKey?>(grid.KeyAt(1), 3), Enumerable.Range(4, 3).Select(grid.EncoderAt));
    }

    [Fact]
    public void A_seed_can_be_selected()
    {
        var grid = GridOf(Wide, Classifier("{grid: wide, dataset: mnist, latent: 8, seed: 7}"), "seeds: [5, 7]");

        Assert.Equal([grid.KeyAt(3), grid.KeyAt(3)], [grid.EncoderAt(8), grid.EncoderAt(9)]);
    }

    [Fact]
    public void A_key_can_be_written_out()
    {
        var key = new string('a', 64);

        Assert.Equal(RunKey.Parse(key), GridOf(Wide, Classifier(key)).EncoderAt(4));
    }

    [Fact]
    public void An_override_reaches_the_selected_run()
    {
        var text = Text(Wide, Classifier("{grid: wide, dataset: mnist, latent: 8}"), "");
        var grid = Grid.From(SomeStudy.Parse(text, "epochs=1").Grid);

        Assert.Equal(grid.KeyAt(1), grid.EncoderAt(4));
    }

    [Fact]
    public void A_sample_keeps_the_runs_that_its_runs_need()
    {
        var study = StudyReader.Parse(
            "study.yaml",
            System.Text.Encoding.UTF8.GetBytes(
                Text(
                    Wide,
                    "{name: frozen, model: encoder-classifier, dataset: mnist, seeds: 40, parameters: {encoder: {grid: wide, dataset: fashion-mnist, "
                        + "latent: 8}}}",
                    "")),
            FakeCatalogue.Catalogue, new StudyOverrides([], Sample: 2));
        var grid = Grid.From(study.Grid);

        Assert.Equal(["wide", "frozen", "wide"], Enumerable.Range(0, grid.Count).Select(grid.BlockAt));
        Assert.Equal(grid.KeyAt(2), grid.EncoderAt(1));
    }

    [Theory]
    [InlineData("{grid: wid, latent: 4}", "be the name of an earlier grid of autoencoders: wide. Did you mean `wide`?")]
    [InlineData("{grid: late}", "`encoder.grid` is late (study.yaml:6:107), but must name a grid that stands before this one: move that grid up.")]
    [InlineData("{grid: frozen}", "must name a grid that stands before this one")]
    [InlineData("{latent: 4}", "does not say from which grid: write {grid: NAME}")]
    [InlineData("{grid: wide, latent: 16}", "(study.yaml:6:100) selects no run of grid `wide`, but must select one: its runs have dataset mnist or "
        + "fashion-mnist, latent 4 or 8.")]
    [InlineData("{grid: wide, latent: 4}", "selects 2 runs of grid `wide` with seed 0, but must select one: add `dataset`.")]
    [InlineData("{grid: wide}", "selects 4 runs of grid `wide` with seed 0, but must select one: add `dataset`, `latent`.")]
    [InlineData("{grid: wide, dataset: mnist, latent: 4, seed: 3}", "selects no run of grid `wide`, but")]
    [InlineData("{grid: wide, width: 4}", "`width` (study.yaml:6:113) is no hyperparameter of `dense-autoencoder`.")]
    [InlineData("{grid: wide, latent: four}", "`latent` is four")]
    [InlineData("{grid: plain}", "be the name of a grid of autoencoders, which `noop` is not.")]
    public void What_does_not_select_one_run_of_an_earlier_grid_is_refused(string selector, string message)
    {
        var text = $$"""
            name: small
            objective: {metric: test_loss, goal: minimize}
            grids:
              - {{Wide}}
              - {name: plain, model: noop, dataset: mnist}
              - {name: frozen, model: encoder-classifier, dataset: mnist, parameters: {lr: 0.1, encoder:       {{selector}} } }
              - {name: late, model: dense-autoencoder, dataset: mnist, parameters: {lr: 0.1} }

            """;

        var problem = Assert.Single(Assert.Throws<StudyException>(() => SomeStudy.Parse(text)).Problems);

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(6, problem.Line);
    }

    [Fact]
    public void A_model_that_takes_no_encoder_is_given_none() => Assert.Contains(
        "`encoder` (study.yaml:5:",
        Assert.Single(Assert.Throws<StudyException>(() => GridOf(Wide, "{name: x, model: noop, dataset: mnist, parameters: {encoder: {grid: wide}}}")).Problems)
            .Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_model_that_needs_an_encoder_must_be_told() => Assert.Contains(
        "`encoder` is missing (study.yaml:5:",
        Assert.Single(Assert.Throws<StudyException>(() => GridOf(Wide, "{name: x, model: encoder-classifier, dataset: mnist}")).Problems).Message,
        StringComparison.Ordinal);

    private static string Classifier(string encoder) => $$"""{name: frozen, model: encoder-classifier, dataset: mnist, parameters: {encoder: {{encoder}} } }""";

    private static string Text(string first, string second, string rest) => $$"""
        name: small
        objective: {metric: test_loss, goal: minimize}
        grids:
          - {{first}}
          - {{second}}
        {{rest}}

        """;

    private static Grid GridOf(string first, string second, string rest = "") => Grid.From(SomeStudy.Parse(Text(first, second, rest)).Grid);

    private static string KeyIndex(Grid grid) => $"{grid.Keys().ToList().IndexOf(grid.EncoderAt(grid.Count - 1)!.Value)}";
}
