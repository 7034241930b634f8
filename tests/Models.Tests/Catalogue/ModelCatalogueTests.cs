using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Catalogue;
using Sweep.Models.Tests.Support;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Catalogue;

public class ModelCatalogueTests
{
    public static TheoryData<string> Models => [.. ModelCatalogue.BuiltIn.Descriptions.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void What_a_study_need_not_say_is_sound(string name)
    {
        var model = ModelCatalogue.BuiltIn.Find(name)!.Description;

        // Which run's encoder is meant, nobody can say but the study.
        (string, ParameterValue)[] said = model.Find("encoder") is null ? [] : [("encoder", Some.Text(new string('a', 64)))];

        Assert.Empty(ParameterChecks.Problems(model, Some.Parameters(name, said)));
        Assert.Equal(
            ["dataset", .. said.Select(item => item.Item1), "model"],
            model.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Names_stand_once(string name)
    {
        var names = ModelCatalogue.BuiltIn.Find(name)!.Description.Parameters.Select(parameter => parameter.Name).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void A_name_that_two_models_have_is_refused()
    {
        var error = Assert.Throws<ModelCatalogueException>(() => new ModelCatalogue([new Noop(), new Noop()]));

        Assert.Contains("`noop`", error.Message);
    }

    [Fact]
    public void An_assembly_brings_its_models()
    {
        var catalogue = ModelCatalogue.BuiltIn.With(typeof(ModelCatalogueTests).Assembly.Location);

        Assert.Equal("of-the-tests", catalogue.Find("of-the-tests")!.Description.Name);
        Assert.NotNull(catalogue.Find("noop"));
        Assert.Null(ModelCatalogue.BuiltIn.Find("of-the-tests"));
    }

    [Fact]
    public void An_assembly_without_models_is_refused() => Assert.Contains(
        "has no model", Assert.Throws<ModelCatalogueException>(() => ModelCatalogue.BuiltIn.With(typeof(ParameterSet).Assembly.Location)).Message);

    [Fact]
    public void A_file_that_is_no_assembly_is_refused()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "no assembly");
            Assert.Contains(path, Assert.Throws<ModelCatalogueException>(() => ModelCatalogue.BuiltIn.With(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_missing_file_is_refused() =>
        Assert.Contains("/nowhere/models.dll", Assert.Throws<ModelCatalogueException>(() => ModelCatalogue.BuiltIn.With("/nowhere/models.dll")).Message);
}

public sealed class ModelOfTheTests : Model
{
    public override ModelDescription Description { get; } =
        new("of-the-tests", "1", "Stands in for a user's model.", Vocabulary.Common, [], _ => [], (_, _) => new ModelEstimate(0, 0, 0));

    public override LaneTraining Start(TrainingStart start) => new Noop().Start(start);
}
