using YamlDotNet.RepresentationModel;

namespace Sweep.Deploy.Tests.Support;

/// <summary>A selector by labels. An empty one selects everything.</summary>
public static class Selector
{
    public static bool Selects(YamlNode? selector, IReadOnlyDictionary<string, string> labels)
    {
        Assert.All(selector.Map().Keys, key => Assert.Contains(key, (string[])["matchLabels", "matchExpressions"]));
        return selector.Map("matchLabels").All(wanted => labels.GetValueOrDefault(wanted.Key) == wanted.Value)
            && selector.Items("matchExpressions").All(expression =>
            {
                Assert.Equal("In", expression.Text("operator"));
                return labels.TryGetValue(expression.Text("key")!, out var value) && expression.Texts("values").Contains(value);
            });
    }
}
