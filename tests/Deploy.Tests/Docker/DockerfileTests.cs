using System.Text.RegularExpressions;
using Sweep.Architecture.Tests;
using Sweep.Deploy.Tests.K8s;
using Sweep.Deploy.Tests.Support;

namespace Sweep.Deploy.Tests.Docker;

/// <summary>No engine builds the images here: what can be said of the Dockerfile without one is said.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string[] Known =
        ["FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"];

    private readonly Dockerfile file = Dockerfile.Load();

    public static TheoryData<string> Targets() => new("cpu", "cuda");

    [Fact]
    public void Stages_build_on_earlier_ones_or_on_images_from_elsewhere()
    {
        for (var index = 0; index < file.Stages.Count; index++)
        {
            var stage = file.Stages[index];
            var earlier = file.Stages.Take(index).Select(before => before.Name).ToList();
            Assert.True(earlier.Contains(stage.From) || stage.From.Contains('/'), stage.From);
            Assert.DoesNotContain(stage.Name, earlier);
            Assert.All(stage.Instructions, instruction => Assert.Contains(instruction.Name, Known));
            Assert.All(stage.Instructions.Select(copy => copy.Flag("from")).OfType<string>(), source => Assert.Contains(source, earlier));
        }
    }

    [Fact]
    public void Images_are_of_the_version_of_NET_that_the_projects_are()
    {
        var framework = Repository.Xml("Directory.Build.props").Descendants("TargetFramework").Single().Value["net".Length..];
        Assert.All(
            file.Stages.Select(stage => stage.From).Where(image => image.StartsWith("mcr.microsoft.com/dotnet/", StringComparison.Ordinal)),
            image => Assert.EndsWith($":{framework}", image));
    }

    [Theory, MemberData(nameof(Targets))]
    public void It_has_the_frameworks_that_the_projects_ask_for(string target)
    {
        var asked = Repository.Projects().Where(project => project.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(project => Repository.Xml(project).Descendants("FrameworkReference").Select(reference => reference.Attribute("Include")!.Value));
        Assert.All(asked, framework => Assert.Equal("Microsoft.AspNetCore.App", framework));
        Assert.StartsWith("mcr.microsoft.com/dotnet/aspnet:", file.ImageOf(target));
    }

    [Theory]
    [InlineData("cpu", "TorchSharp-cpu")]
    [InlineData("cuda", "TorchSharp-cuda-linux")]
    public void An_image_holds_the_command_published_with_its_tensor_library(string target, string library)
    {
        var copied = file.Of(target).Single(instruction => instruction.Name == "COPY" && instruction.Flag("from") is not null);
        var publish = file.Stages.Single(stage => stage.Name == copied.Flag("from")).Instructions.Single(instruction => instruction.Name == "RUN").Text;
        var project = Repository.Xml(PublishedProject().Match(publish).Groups[1].Value);
        var properties = Property().Matches(publish).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

        Assert.Equal("sweep", project.Descendants("AssemblyName").Single().Value);
        Assert.Equal(new Dictionary<string, string> { ["Packages"] = "NuGet", ["TorchSharpRuntime"] = library }, properties);
        var defined = Repository.Text("Directory.Packages.props") + Repository.Text("Directory.Build.props");
        Assert.All(properties.Keys, property => Assert.Contains($"<{property} ", defined));
        Assert.Contains(Repository.Xml("Directory.Packages.props").Descendants("PackageVersion"), package => package.Attribute("Include")!.Value == library);
        Assert.Equal(["/app", "/app"], copied.Arguments);
        Assert.EndsWith("-o /app", publish);
    }

    [Theory, MemberData(nameof(Targets))]
    public void It_starts_the_command_as_an_ordinary_user(string target)
    {
        var instructions = file.Of(target);
        Assert.Equal("[\"sweep\"]", instructions.Last(instruction => instruction.Name == "ENTRYPOINT").Text);
        Assert.StartsWith("/app:", Environment(target)["PATH"]);

        var user = instructions.Last(instruction => instruction.Name == "USER").Text.Split(':');
        Assert.All(Overlay.All.SelectMany(overlay => overlay.Pods).Where(pod => pod.IsSweep), pod =>
        {
            Assert.Equal(user[0], pod.Spec.Text("securityContext", "runAsUser"));
            Assert.Equal(user[1], pod.Spec.Text("securityContext", "runAsGroup"));
        });
    }

    [Theory, MemberData(nameof(Targets))]
    public void Its_threads_and_memory_are_set_as_the_launcher_sets_them(string target)
    {
        var launcher = Setting().Matches(Repository.Text("sweep")).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        Assert.True(launcher.Count >= 6, "The launcher's settings were not found.");
        Assert.All(launcher, setting => Assert.Equal(setting.Value, Environment(target)[setting.Key]));
    }

    [Theory, MemberData(nameof(Targets))]
    public void Its_variables_are_read_and_its_ports_are_those_of_the_pods(string target)
    {
        Assert.All(
            Environment(target).Keys.Where(variable => variable.StartsWith("SWEEP_", StringComparison.Ordinal)),
            variable => Assert.Contains(variable, SweepCommand.Variables));
        var exposed = file.Of(target).Where(instruction => instruction.Name == "EXPOSE").SelectMany(instruction => instruction.Words).Select(int.Parse);
        var coordinator = AllPods.Of("cpu", "sweep-coordinator").Ports;
        Assert.Equal(coordinator.Values.Order(), exposed.Order());
        Assert.Contains($"[\"listens\", \"{coordinator["cluster"]}\"]", file.Of(target).Last(instruction => instruction.Name == "HEALTHCHECK").Text);
    }

    [Fact]
    public void What_is_copied_exists_and_is_not_ignored()
    {
        var kept = Repository.Text(Dockerfile.Path + ".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var copied = file.Stages.SelectMany(stage => stage.Instructions)
            .Where(instruction => instruction.Name == "COPY" && instruction.Flag("from") is null)
            .SelectMany(instruction => instruction.Arguments.SkipLast(1))
            .Select(path => path.TrimEnd('/'))
            .ToList();

        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        Assert.Equal(copied.Order(), kept.Order());
    }

    [Fact]
    public void Nothing_gets_into_an_image_that_is_not_named()
    {
        var ignored = Repository.Text(Dockerfile.Path + ".dockerignore").Split('\n').Where(line => line.Length > 0 && line[0] is not ('#' or '!')).ToList();
        Assert.Equal("*", ignored[0]);
        Assert.Contains("**/bin", ignored);
        Assert.Contains("**/obj", ignored);
    }

    [Fact]
    public void The_build_finds_every_file_that_it_imports()
    {
        var roots = Directory.EnumerateFiles(Repository.Root, "Directory.*").Append(Path.Combine(Repository.Root, "global.json"))
            .Append(Path.Combine(Repository.Root, ".editorconfig")).Select(Path.GetFileName);
        var copied = file.Of("source").Where(instruction => instruction.Name == "COPY").SelectMany(instruction => instruction.Arguments).ToList();
        Assert.All(roots, root => Assert.Contains(root, copied));
    }

    private Dictionary<string, string> Environment(string target) => file.Of(target)
        .Where(instruction => instruction.Name == "ENV")
        .SelectMany(instruction => instruction.Words)
        .Select(word => word.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    [GeneratedRegex(@"dotnet publish (\S+\.csproj)")]
    private static partial Regex PublishedProject();

    [GeneratedRegex(@"-p:(\w+)=(\S+)")]
    private static partial Regex Property();

    [GeneratedRegex(@"([A-Z_]+)=\$\{\1:-(\d+)\}")]
    private static partial Regex Setting();
}
