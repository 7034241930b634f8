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
    [InlineData("\"every_epochs\":1", "\"every_epochs\":0", "`checkpoint.every_epochs` of a grid definition is 0, but must be at least 1.")]
    [InlineData("\"keep\":2", "\"keep\":0", "`checkpoint.keep` of a grid definition is 0, but must be at least 1.")]
    [InlineData("\"retries\":2", "\"retries\":-1", "`retries` of a grid definition is -1, but must be at least 0.")]
    [InlineData("\"retries\":2", "\"retries\":2.5", "`retries` of a grid definition is 2.5, but must be a whole number.")]
    [InlineData("\"retries\":2", "\"retries\":2,\"slots\":0", "`slots` of a grid definition is 0, but must be at least 1.")]
    [InlineData("\"retries\":2", "\"retries\":2,\"memory_bytes\":-5", "`memory_bytes` of a grid definition is -5, but must be at least 1.")]
    [InlineData("\"retries\":2", "\"retries\":2,\"sample\":0", "`sample` of a grid definition is 0, but must be at least 1.")]
    [InlineData("\"retries\":2", "\"retries\":2,\"sample\":4294967297", "`sample` of a grid definition is 4294967297, but must be at most 2147483647.")]
    [InlineData("\"exclude\":[{\"x\":[1.0]}]", "\"exclude\":[{\"x\":1.0}]", "has 1 for `x`, but must have a list of values.")]
    [InlineData("\"model\":\"noop\",", "", "Some cells of grid `` have no `model`, which must be a text.")]
    [InlineData("\"dataset\":\"synthetic-digits\",", "", "Some cells of grid `` have no `dataset`, which must be a text.")]
    [InlineData("\"defaults\":{\"epochs\":10,\"seed\":0,", "\"defaults\":{\"seed\":0,", null)]
    [InlineData("\"epochs\":2,", "", null)]
    [InlineData("\"epochs\":2", "\"epochs\":0", "`epochs` is 0 in grid ``, but must be a whole number from 1 on.")]
    [InlineData("\"epochs\":2", "\"epochs\":4294967297", "`epochs` is 4294967297 in grid ``, but must be a whole number from 1 on.")]
    [InlineData("\"points\":[{\"x\":1.0}", "\"points\":[{\"epochs\":\"many\"}", "`epochs` is many in grid ``, but must be a whole number from 1 on.")]
    [InlineData("\"seed\":0}", "\"seed\":\"0\"}", "`seed` is 0 in grid ``, but must be a whole number.")]
    public void Each_cell_of_a_definition_is_a_run_or_the_definition_is_refused(string said, string other, string? words)
    {
        var shape = FirstShape.ReplaceLineEndings("");
        Assert.Contains(said, shape, StringComparison.Ordinal);
        var changed = shape.Replace(said, other, StringComparison.Ordinal);

        if (words is null)
        {
            Assert.NotEmpty(Grid.From(GridDefinitionJson.Read(changed)).Cells());
        }
        else
        {
            Assert.Contains(words, Assert.Throws<FormatException>(() => GridDefinitionJson.Read(changed)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_neither_a_grid_nor_its_models_say_is_missed() => Assert.Contains(
        "Some cells of grid `` have no `epochs`",
        Assert.Throws<FormatException>(() => GridDefinitionJson.Read(
            FirstShape.Replace("\"epochs\":10,", "", StringComparison.Ordinal).Replace("\"epochs\":2,", "", StringComparison.Ordinal))).Message,
        StringComparison.Ordinal);

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
