using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Tests.Studies;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Grids;

public sealed class GridDefinitionJsonTests
{
    /// <summary>As the first release wrote it: it must be read for ever.</summary>
    private const string FirstShape = """
        {"format":1,"study":"small","objective":{"metric":"psnr","goal":"maximize"},"checkpoint":{"every_epochs":1,"keep":2},"retries":2,"trainer":"1",
        "models":[{"name":"noop","version":"1","defaults":{"epochs":10,"seed":0,"x":0.0,"y":0}}],
        "data_sets":[{"name":"synthetic-digits","digest":"digest of digits"}],
        "blocks":[{"name":"","fixed":{"dataset":"synthetic-digits","epochs":2,"model":"noop","seed":0},
        "axes":[{"name":"x","points":[{"x":1.0},{"x":2.5}]}],"exclude":[{"x":[1.0]}]}]}
        """;

    [Fact]
    public void The_shape_of_the_first_release_is_read()
    {
        var grid = Grid.From(GridDefinitionJson.Read(FirstShape));

        Assert.Equal("dataset=synthetic-digits epochs=2 model=noop seed=0 x=2.5 y=0", Assert.Single(grid.Cells()).ToString());
        Assert.Equal("83cae46b1e627af468d6d45ab1af08dfcab39bb0e57f7939028226ff08934ce7", grid.KeyAt(0).ToString());
        Assert.Equal(FirstShape.ReplaceLineEndings(""), GridDefinitionJson.Write(grid.Definition));
    }

    [Fact]
    public void What_a_shape_does_not_have_yet_reads_as_before_it_was_thought_of()
    {
        var definition = GridDefinitionJson.Read(
            FirstShape.Replace(",\"trainer\":\"1\"", "", StringComparison.Ordinal).Replace(",\"exclude\":[{\"x\":[1.0]}]", "", StringComparison.Ordinal));

        Assert.Equal(("", null, new SweepResources(), 2), (definition.TrainerVersion, definition.Sample, definition.Resources, Grid.From(definition).Count));
    }

    [Fact]
    public void A_field_of_a_later_release_is_passed_over() =>
        Assert.Equal(
            new Objective("psnr", Goal.Maximize),
            GridDefinitionJson.Read(FirstShape.Replace("\"retries\"", "\"colour\":\"blue\",\"retries\"", StringComparison.Ordinal)).Objective);

    [Fact]
    public void Everything_is_kept()
    {
        var study = SomeStudy.Of(
            "latent: {values: [4, 8]}", "checkpoint: {every_epochs: 3, keep: 5}\nresources: {slots: 2, memory: 1GiB}\nretries: 7\nexclude: [{latent: 4}]");
        var definition = study.Grid with { Sample = 1 };

        var read = GridDefinitionJson.Read(GridDefinitionJson.Write(definition));

        Assert.Equal(
            (
                definition.Study,
                definition.Objective,
                definition.Checkpoint,
                definition.Retries,
                definition.Resources,
                definition.TrainerVersion,
                definition.Sample),
            (read.Study, read.Objective, read.Checkpoint, read.Retries, read.Resources, read.TrainerVersion, read.Sample));
        Assert.Equal(definition.Digest, read.Digest);
    }

    [Theory]
    [InlineData("", "no valid JSON")]
    [InlineData("{", "no valid JSON")]
    [InlineData("[]", "damaged")]
    [InlineData("{}", "damaged")]
    [InlineData("{\"format\":1}", "damaged")]
    [InlineData("{\"format\":2}", "has format 2, but this version reads up to 1: use the version that wrote it, or a later one.")]
    public void What_is_no_definition_is_refused(string json, string words) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => GridDefinitionJson.Read(json)).Message, StringComparison.Ordinal);
}
