using System.Text.RegularExpressions;
using Sweep.Architecture.Tests;
using Sweep.Deploy.Tests.Support;

namespace Sweep.Deploy.Tests.K8s;

public sealed partial class KustomizationTests
{
    public static TheoryData<string> Overlays() => new(Overlay.All.Select(overlay => overlay.Name));

    [Fact]
    public void Every_manifest_belongs_to_an_overlay()
    {
        var folder = Path.Combine(Repository.Root, Overlay.Folder);
        var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file));
        Assert.Equal(files.Order(), Overlay.All.SelectMany(overlay => overlay.Files).Distinct().Order());
    }

    [Theory, MemberData(nameof(Overlays))]
    public void No_resource_stands_twice(string overlay)
    {
        var names = Overlay.Load(overlay).Manifests.Select(manifest => manifest.ToString()).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Theory, MemberData(nameof(Overlays))]
    public void There_are_two_coordinators_nodes_and_a_database(string overlay)
    {
        var pods = Overlay.Load(overlay).Pods.ToDictionary(pod => pod.Owner.Name);
        Assert.Equal(["sweep-coordinator", "sweep-node", "sweep-postgres"], pods.Keys.Order());
        Assert.Equal("2", pods["sweep-coordinator"].Owner.Root.Text("spec", "replicas"));
    }

    [Theory, MemberData(nameof(Overlays))]
    public void Every_image_of_ours_is_of_this_version(string overlay)
    {
        var version = Repository.Xml("Directory.Build.props").Descendants("Version").Single().Value;
        var loaded = Overlay.Load(overlay);
        Assert.All(loaded.Pods.Where(pod => pod.IsSweep), pod => Assert.Equal($"registry.example/sweep:{version}-{pod.Image["sweep-".Length..]}", loaded.Images[pod.Image]));
        Assert.All(loaded.Images.Keys, image => Assert.Contains(loaded.Pods, pod => pod.Image == image));
    }

    [Fact]
    public void A_pod_with_a_GPU_has_a_machine_with_GPUs_for_itself()
    {
        var node = AllPods.Of("gpu", "sweep-node");
        var gpus = node.Container.Text("resources", "limits", "nvidia.com/gpu");

        Assert.Equal("DaemonSet", node.Owner.Kind);
        Assert.Equal("true", node.Spec.Map("nodeSelector")["nvidia.com/gpu.present"]);
        Assert.Contains(node.Spec.Items("tolerations"), toleration => toleration.Text("key") == "nvidia.com/gpu");
        Assert.Equal(gpus, node.Container.Text("resources", "requests", "nvidia.com/gpu"));
        Assert.Equal(int.Parse(gpus!), node.Option("--device")!.Split(',').Count(device => device.StartsWith("cuda:", StringComparison.Ordinal)));
    }

    [Theory, ClassData(typeof(AllPods))]
    public void Every_file_that_a_variable_names_is_in_a_mounted_secret(string overlay, string name)
    {
        var (loaded, pod) = (Overlay.Load(overlay), AllPods.Of(overlay, name));
        var named = pod.Environment.Select(variable => variable.Text("value") ?? "").Concat(pod.Arguments)
            .Select(text => SecretPath().Match(text)).Where(match => match.Success).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, match => Assert.Contains(
            $"secrets/{match.Groups[2].Value}", pod.SecretsIn(match.Groups[1].Value).SelectMany(secret => loaded.Secrets[secret])));
    }

    [Fact]
    public async Task Secrets_are_never_committed()
    {
        var (exitCode, said) = await Shell.Run("git", "-C", Repository.Root, "check-ignore", $"{Overlay.Folder}/base/secrets/secret");
        Assert.True(exitCode == 0, said);
    }

    [GeneratedRegex(@"(/run/secrets/sweep)/([\w.-]+)$")]
    private static partial Regex SecretPath();
}
