using Sweep.Architecture.Tests;
using YamlDotNet.RepresentationModel;

namespace Sweep.Deploy.Tests.Support;

/// <summary>One resource of Kubernetes.</summary>
public sealed record Manifest(string File, YamlNode Root)
{
    public string Kind => Root.Text("kind")!;

    public string Name => Root.Text("metadata", "name")!;

    public static IEnumerable<Manifest> Of(string file) => YamlNodes.Documents(Repository.Text(file)).Select(root => new Manifest(file, root));

    public override string ToString() => $"{Kind} {Name}";
}
