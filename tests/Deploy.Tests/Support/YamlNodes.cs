using YamlDotNet.RepresentationModel;

namespace Sweep.Deploy.Tests.Support;

/// <summary>Ways into a YAML document. What is not there is null or empty.</summary>
public static class YamlNodes
{
    public static IReadOnlyList<YamlNode> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    public static YamlNode? At(this YamlNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
        }

        return node;
    }

    public static string? Text(this YamlNode? node, params ReadOnlySpan<string> path) => (node.At(path) as YamlScalarNode)?.Value;

    public static IReadOnlyList<YamlNode> Items(this YamlNode? node, params ReadOnlySpan<string> path) => node.At(path) is YamlSequenceNode list ? [.. list] : [];

    public static IReadOnlyList<string> Texts(this YamlNode? node, params ReadOnlySpan<string> path) =>
        [.. node.Items(path).Select(item => ((YamlScalarNode)item).Value!)];

    public static IReadOnlyDictionary<string, string> Map(this YamlNode? node, params ReadOnlySpan<string> path) => node.At(path) is YamlMappingNode map
        ? map.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => (pair.Value as YamlScalarNode)?.Value ?? "")
        : new Dictionary<string, string>();
}
