using Sweep.Architecture.Tests;
using YamlDotNet.RepresentationModel;

namespace Sweep.Deploy.Tests.Support;

/// <summary>What <c>kubectl apply -k</c> would apply: the resources of a kustomization and of those that it names.</summary>
public sealed class Overlay
{
    public const string Folder = "deploy/k8s";

    // Anything else would change resources in ways that these tests do not see.
    private static readonly string[] Understood = ["apiVersion", "kind", "namespace", "resources", "images", "secretGenerator"];

    private readonly List<Manifest> manifests = [];

    private Overlay(string name) => Name = name;

    public static IReadOnlyList<Overlay> All { get; } = [Load("cpu"), Load("gpu")];

    public string Name { get; }

    public IReadOnlyList<Manifest> Manifests => manifests;

    /// <summary>Name in the manifests, and what it stands for.</summary>
    public Dictionary<string, string> Images { get; } = [];

    /// <summary>Names of secrets, and the files that each is made from.</summary>
    public Dictionary<string, IReadOnlyList<string>> Secrets { get; } = [];

    public HashSet<string> Files { get; } = [];

    public IReadOnlyList<Pod> Pods => [.. manifests.Where(Pod.IsMadeBy).Select(manifest => new Pod(manifest))];

    public static Overlay Load(string name)
    {
        var overlay = new Overlay(name);
        overlay.Add($"{Folder}/overlays/{name}");
        return overlay;
    }

    public IEnumerable<Manifest> OfKind(string kind) => manifests.Where(manifest => manifest.Kind == kind);

    public override string ToString() => Name;

    private void Add(string folder)
    {
        var file = $"{folder}/kustomization.yaml";
        var root = YamlNodes.Documents(Repository.Text(file)).Single();
        Assert.All(root.Map().Keys, key => Assert.Contains(key, Understood));
        Files.Add(file);
        foreach (var resource in root.Texts("resources"))
        {
            var path = Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, resource)));
            if (resource.EndsWith(".yaml", StringComparison.Ordinal))
            {
                manifests.AddRange(Manifest.Of(path));
                Files.Add(path);
            }
            else
            {
                Add(path);
            }
        }

        foreach (var image in root.Items("images"))
        {
            Images.Add(image.Text("name")!, $"{image.Text("newName")}:{image.Text("newTag")}");
        }

        foreach (var secret in root.Items("secretGenerator"))
        {
            Secrets.Add(secret.Text("name")!, secret.Texts("files"));
        }
    }
}
