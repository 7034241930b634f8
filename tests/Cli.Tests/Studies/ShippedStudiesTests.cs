using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Catalogue;
using Sweep.Models.Catalogue;

namespace Sweep.Cli.Tests.Studies;

/// <summary>The studies that come with Sweep, read against the models that come with it; the data sets need not be at hand.</summary>
public sealed class ShippedStudiesTests
{
    private static readonly string Folder = FindFolder(AppContext.BaseDirectory);

    private static readonly Catalogue Catalogue = new(
        ModelCatalogue.BuiltIn.Descriptions,
        ["mnist", "fashion-mnist", "synthetic-digits"],
        name => new DataSetDescription(name, $"digest of {name}", 60_000, 10_000, 28, 28, 10));

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_valid_and_called_as_its_file(string file)
    {
        var study = StudyReader.Read(Path.Combine(Folder, file), Catalogue);

        Assert.Equal(Path.GetFileNameWithoutExtension(file), study.Name);
        Assert.NotEmpty(study.Description);
        Assert.InRange(StudySummary.Of(study, Catalogue).Runs, 1, 1000);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Can_be_made_small(string file)
    {
        var study = StudyReader.Read(Path.Combine(Folder, file), Catalogue, new StudyOverrides(["epochs=1"], Sample: 2));

        Assert.All(Grid.From(study.Grid).Runs(new("small-1")), run => Assert.Equal(1, run.Epochs));
        Assert.Equal(2, Grid.From(study.Grid).Count);
    }

    [Theory]
    [InlineData("quickstart.yaml", 12)]
    [InlineData("dense-denoising.yaml", 104)]
    [InlineData("dense-reconstruction.yaml", 34)]
    [InlineData("conv-fashion.yaml", 6)]
    [InlineData("conv-depth-latent.yaml", 9)]
    [InlineData("conv-transfer.yaml", 11)]
    public void Has_as_many_runs_as_it_is_meant_to(string file, int runs) =>
        Assert.Equal(runs, Grid.From(StudyReader.Read(Path.Combine(Folder, file), Catalogue).Grid).Count);

    private static string FindFolder(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "Sweep.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new DirectoryNotFoundException("The tests do not lie in the repository."), "studies");
    }
}
