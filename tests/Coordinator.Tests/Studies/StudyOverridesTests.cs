using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies;

namespace Sweep.Coordinator.Tests.Studies;

public sealed class StudyOverridesTests
{
    [Theory]
    [InlineData("latent=16", "16")]
    [InlineData("latent=[16, 32]", "16 32")]
    [InlineData("latent={values: [16, 32]}", "16 32")]
    [InlineData("latent={min: 16, max: 18, count: 3}", "16 17 18")]
    public void A_hyperparameter_gets_other_values(string set, string values) =>
        Assert.Equal(values, string.Join(" ", SomeStudy.GridOf("latent: {values: [4, 8]}", "", set).Values("latent")));

    [Fact]
    public void An_axis_keeps_its_place_in_the_order() =>
        Assert.Equal("latent lr", string.Join(" ", SomeStudy.GridOf("latent: {values: [4, 8]}\nlr: {values: [0.1, 0.2]}", "", "latent=[16, 32]").Varying));

    [Fact]
    public void A_list_is_one_value_of_a_hyperparameter_that_is_a_list()
    {
        Assert.Equal(["[64, 32]"], SomeStudy.GridOf("hidden: {values: [[512], [256]]}", "", "hidden=[64, 32]").Values("hidden"));
        Assert.Equal(["[64]", "[32]"], SomeStudy.GridOf("hidden: {values: [[512], [256]]}", "", "hidden=[[64], [32]]").Values("hidden"));
    }

    [Fact]
    public void Keys_of_the_study_can_be_set()
    {
        var study = SomeStudy.Of(
            "latent: 4", "checkpoint: {every_epochs: 3, keep: 7}",
            "name=other", "retries=0", "objective.metric=test_loss", "objective.goal=minimize", "checkpoint.every_epochs=2", "resources.slots=1",
            "epochs=9", "seeds=2", "dataset=mnist");

        Assert.Equal(("other", 0, "test_loss"), (study.Name, study.Grid.Retries, study.Grid.Objective.Metric));
        Assert.Equal((2, 7, 1), (study.Grid.Checkpoint.EveryEpochs, study.Grid.Checkpoint.Keep, study.Grid.Resources.Slots));
        Assert.Equal(["9", "9"], Grid.From(study.Grid).Values("epochs"));
        Assert.Equal(["mnist", "mnist"], Grid.From(study.Grid).Values("dataset"));
    }

    [Fact]
    public void Epochs_replace_an_axis_too()
    {
        var text = SomeStudy.Text("epochs: {values: [5, 6]}").Replace("epochs: 2\n", "", StringComparison.Ordinal);

        Assert.Equal(["1"], Grid.From(SomeStudy.Parse(text, "epochs=1").Grid).Values("epochs"));
    }

    [Fact]
    public void A_group_replaces_the_axis_of_that_name() =>
        Assert.Equal(
            ["none"], SomeStudy.GridOf("noise: {values: [{type: none}, {type: gaussian, factor: 0.4}]}", "", "noise={type: none}").Values("noise.type"));

    [Fact]
    public void An_override_concerns_the_grids_whose_model_knows_it()
    {
        var grid = SomeStudy.GridOf(
            "lr: 0.01", "grids: [{name: dense, parameters: {latent: 4}}, {name: conv, model: conv-autoencoder, parameters: {filters: [8]}}]", "latent=16");

        Assert.Equal(["16", ""], grid.Values("latent"));
    }

    [Fact]
    public void An_exclusion_of_a_value_that_was_taken_away_is_no_mistake() =>
        Assert.Equal(["16"], SomeStudy.GridOf("latent: {values: [4, 8]}", "exclude: [{latent: 4}]", "latent=16").Values("latent"));

    [Theory]
    [InlineData("latent=0", "`latent` is 0 (--set latent=0), but must be at least 1")]
    [InlineData("latnt=4", "`latnt` (--set latnt=4) is known to no grid of this study. Did you mean `latent`?")]
    [InlineData("epoch=4", "`epoch` (--set epoch=4) is known to no grid of this study. Did you mean `epochs`?")]
    [InlineData("retires=4", "Did you mean `retries`?")]
    [InlineData("epochs=0", "`epochs` is 0 (--set epochs=0), but must be at least 1")]
    [InlineData("epochs=", "`epochs` is empty (--set epochs=), but must be")]
    [InlineData("retries=-1", "`retries` is -1 (--set retries=-1), but must be a whole number, at least 0")]
    [InlineData("latent", "`--set latent` is no key=value: write, for example, --set epochs=5.")]
    [InlineData("=4", "`--set =4` is no key=value")]
    [InlineData("latent=[4", "--set latent=[4 is no valid YAML")]
    [InlineData("latent=[4, 4]", "`latent` has 4 twice (--set latent=[4, 4])")]
    [InlineData("latent=&a 4", "is an anchor")]
    [InlineData("model=dense", "`model` is dense (--set model=dense), but must be one of")]
    [InlineData("dataset=mnits", "Did you mean `mnist`?")]
    [InlineData("seeds=[-1]", "`seed` is -1 (--set seeds=[-1]), but must be at least 0")]
    [InlineData("objective.metric=val_loss", "runs without validation never report it")]
    public void A_mistake_is_told_with_the_argument_as_its_place(string set, string words)
    {
        var problems = Assert.Throws<StudyException>(() => SomeStudy.Of("latent: {values: [4, 8]}", "", set)).Problems;

        Assert.Contains(words, problems[0].Message, StringComparison.Ordinal);
        Assert.Equal(($"--set {set}", 0), (problems[0].File, problems[0].Line));
    }

    [Fact]
    public void A_sample_of_none_is_refused() => Assert.Contains(
        "must ask for at least 1",
        Assert.Throws<StudyException>(
            () => StudyReader.Parse("study.yaml", System.Text.Encoding.UTF8.GetBytes(SomeStudy.Text()), FakeCatalogue.Catalogue, new StudyOverrides([], 0)))
            .Message,
        StringComparison.Ordinal);
}
