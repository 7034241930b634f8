using System.Globalization;
using Xunit.Sdk;
using YamlDotNet.RepresentationModel;

namespace Sweep.Deploy.Tests.Support;

/// <summary>The pods that a StatefulSet, a DaemonSet or a Deployment makes: each has one container.</summary>
public sealed class Pod(Manifest owner)
{
    public Manifest Owner { get; } = owner;

    public YamlNode Spec { get; } = owner.Root.At("spec", "template", "spec")!;

    public YamlNode Container { get; } = owner.Root.Items("spec", "template", "spec", "containers").Single();

    public IReadOnlyDictionary<string, string> Labels { get; } = owner.Root.Map("spec", "template", "metadata", "labels");

    public string Image => Container.Text("image")!;

    public IReadOnlyList<string> Arguments => Container.Texts("args");

    /// <summary>Whether it runs Sweep, and not somebody else's program.</summary>
    public bool IsSweep => Image.StartsWith("sweep", StringComparison.Ordinal);

    public IReadOnlyList<YamlNode> Environment => Container.Items("env");

    public IReadOnlyDictionary<string, int> Ports =>
        Container.Items("ports").ToDictionary(port => port.Text("name")!, port => int.Parse(port.Text("containerPort")!, CultureInfo.InvariantCulture));

    public static bool IsMadeBy(Manifest manifest) => manifest.Root.At("spec", "template", "spec", "containers") is not null;

    /// <summary>The value of a variable; of one that the pod's own fields fill in, something that could stand there.</summary>
    public string? Variable(string name) => Environment.SingleOrDefault(variable => variable.Text("name") == name) is not { } found
        ? null
        : found.Text("value") ?? found.Text("valueFrom", "fieldRef", "fieldPath") switch
        {
            "metadata.name" => $"{Owner.Name}-0",
            "spec.nodeName" => "machine-1.example",
            "status.podIP" => "10.1.2.3",
            var path => throw new XunitException($"{Owner}: {name} comes from {path}"),
        };

    /// <summary>The value of an option that is written <c>--name=value</c>.</summary>
    public string? Option(string name) => Arguments.SingleOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>Folders that are mounted.</summary>
    public IReadOnlyList<(string Path, string Volume, bool IsReadOnly)> Mounts =>
        [.. Container.Items("volumeMounts").Select(mount => (mount.Text("mountPath")!, mount.Text("name")!, mount.Text("readOnly") == "true"))];

    public bool MayWrite(string path) => Mounts
        .Where(mount => path == mount.Path || path.StartsWith(mount.Path + "/", StringComparison.Ordinal))
        .Any(mount => !mount.IsReadOnly);

    /// <summary>The secrets that a folder shows, of which each may be one of several.</summary>
    public IReadOnlyList<string> SecretsIn(string folder)
    {
        var name = Mounts.Single(mount => mount.Path == folder).Volume;
        var volume = Spec.Items("volumes").Single(volume => volume.Text("name") == name);
        return volume.Text("secret", "secretName") is { } single
            ? [single]
            : [.. volume.Items("projected", "sources").Select(source => source.Text("secret", "name")!)];
    }

    public override string ToString() => Owner.ToString();
}
