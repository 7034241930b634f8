using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Sweep.Deploy.Tests.Support;

/// <summary>Who may call whom, by the network policies of an overlay.</summary>
public sealed class Network(Overlay overlay)
{
    private readonly IReadOnlyList<YamlNode> policies = [.. overlay.OfKind("NetworkPolicy").Select(policy => policy.Root.At("spec")!)];

    /// <summary>Whether one pod of the namespace may call another one.</summary>
    public bool Allows(IReadOnlyDictionary<string, string> from, IReadOnlyDictionary<string, string> to, int port) =>
        Allows("Egress", "egress", "to", from, to, port) && Allows("Ingress", "ingress", "from", to, from, port);

    // A pod that no policy of the direction selects is free; any other needs a rule.
    private bool Allows(
        string type, string rules, string peers, IReadOnlyDictionary<string, string> self, IReadOnlyDictionary<string, string> other, int port)
    {
        var own = policies.Where(policy => policy.Texts("policyTypes").Contains(type) && Selector.Selects(policy.At("podSelector"), self)).ToList();
        return own.Count == 0 || own.SelectMany(policy => policy.Items(rules)).Any(rule =>
            rule.Items("ports").Any(allowed => allowed.Text("port") == port.ToString(CultureInfo.InvariantCulture))
            && rule.Items(peers).Any(peer => peer.At("podSelector") is { } pods && peer.At("namespaceSelector") is null && Selector.Selects(pods, other)));
    }
}
