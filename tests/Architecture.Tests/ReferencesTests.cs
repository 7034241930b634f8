using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Sweep.Architecture.Tests;

public sealed class ReferencesTests
{
    /// <summary>Which parts of src/ each part may reference: the arrows of the house.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Messages"] = [],
        ["Models"] = ["Messages"],
        ["Coordinator"] = ["Messages"],
        ["GpuNode"] = ["Messages", "Models"],
        ["Reports"] = ["Messages"],
        ["Cli"] = ["Messages", "Models", "Coordinator", "GpuNode", "Reports"],
    };

    public static TheoryData<string> Parts() => new(Repository.Projects()
        .Where(project => project.StartsWith("src/", StringComparison.Ordinal))
        .Select(project => Path.GetFileNameWithoutExtension(project)));

    [Theory, MemberData(nameof(Parts))]
    public void Project_references_point_one_way(string part)
    {
        Assert.True(Allowed.ContainsKey(part), $"src/{part} is not part of the house: give it its arrows here and in docs.");
        var references = Repository.Xml($"src/{part}/{part}.csproj").Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(references.Except(Allowed[part]));
    }

    [Theory, MemberData(nameof(Parts))]
    public void Built_assemblies_reference_no_part_that_their_project_does_not(string part)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, part == "Cli" ? "sweep.dll" : $"Sweep.{part}.dll");
        if (!File.Exists(assembly))
        {
            // Not yet wired into the command: then nothing may claim that it is.
            Assert.DoesNotContain(
                Repository.Xml("src/Cli/Cli.csproj").Descendants("ProjectReference"), reference => reference.Attribute("Include")!.Value.Contains($"/{part}/"));
            return;
        }

        var parts = AssemblyReferences(assembly).Where(name => name.StartsWith("Sweep.", StringComparison.Ordinal)).Select(name => name["Sweep.".Length..]);
        Assert.Empty(parts.Except(Allowed[part]));
    }

    [Theory]
    [InlineData("Coordinator", "TorchSharp")]
    [InlineData("Reports", "TorchSharp")]
    [InlineData("Reports", "Akka")]
    [InlineData("Models", "Akka")]
    [InlineData("Messages", "Akka")]
    [InlineData("Messages", "TorchSharp")]
    public void A_part_does_not_know_a_library(string part, string library)
    {
        var sources = Repository.Sources($"src/{part}").Where(file => Repository.Text(file).Contains($"using {library}"));
        Assert.Empty(sources);

        var assembly = Path.Combine(AppContext.BaseDirectory, $"Sweep.{part}.dll");
        if (File.Exists(assembly))
        {
            Assert.DoesNotContain(AssemblyReferences(assembly), name => name.StartsWith(library, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Messages_reference_the_base_library_alone()
    {
        var project = Repository.Xml("src/Messages/Messages.csproj");
        Assert.Empty(project.Descendants("PackageReference"));
        Assert.Empty(project.Descendants("FrameworkReference"));
        Assert.All(AssemblyReferences(Path.Combine(AppContext.BaseDirectory, "Sweep.Messages.dll")), name => Assert.StartsWith("System.", name));
    }

    [Fact]
    public void Projects_in_src_leave_the_choice_of_stack_to_the_build()
    {
        var offenders = Repository.Projects()
            .Where(project => project.StartsWith("src/", StringComparison.Ordinal) && Repository.Text(project).Contains("compat/"));
        Assert.Empty(offenders);
    }

    private static IEnumerable<string> AssemblyReferences(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
