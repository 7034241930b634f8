namespace Sweep.Architecture.Tests;

public sealed class SolutionTests
{
    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Text("Sweep.sln").Replace('\\', '/');
        Assert.All(Repository.Projects(), project => Assert.Contains(project, solution));
    }

    [Fact]
    public void Package_versions_stand_in_one_file()
    {
        var offenders = from project in Repository.Projects()
                        from reference in Repository.Xml(project).Descendants("PackageReference")
                        where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
                            || reference.Element("Version") is not null
                        select $"{project}: {reference.Attribute("Include")?.Value}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void No_package_version_stands_twice()
    {
        var names = Repository.Xml("Directory.Packages.props").Descendants("PackageVersion").Select(version => version.Attribute("Include")!.Value);
        Assert.Empty(names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void A_test_project_is_named_after_its_folder() => Assert.All(
        Repository.Projects().Where(project => project.StartsWith("tests/", StringComparison.Ordinal)),
        project => Assert.Equal(project.Split('/')[1], Path.GetFileNameWithoutExtension(project)));
}
