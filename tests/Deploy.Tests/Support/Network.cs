using System.Globalization;
using System.Net;
using YamlDotNet.RepresentationModel;

namespace Sweep.Deploy.Tests.Support;

/// <summary>Who may call whom, by the network policies of an overlay.</summary>
public sealed class Network(Overlay overlay)
{
    private const string Tcp = "TCP";

    private readonly IReadOnlyList<YamlNode> policies = [.. overlay.OfKind("NetworkPolicy").Select(policy => policy.Root.At("spec")!)];

    /// <summary>Whether one pod of the namespace may call another one.</summary>
    public bool Allows(IReadOnlyDictionary<string, string> from, IReadOnlyDictionary<string, string> to, int port) =>
        Allows("Egress", "egress", "to", from, to, port) && Allows("Ingress", "ingress", "from", to, from, port);

    /// <summary>Whether a pod may call an address that is no pod of the namespace.</summary>
    public bool AllowsOut(IReadOnlyDictionary<string, string> from, IPAddress to, int port, string protocol) =>
        Allows("Egress", "egress", "to", from, peer => peer.At("ipBlock") is { } block && Contains(block, to), port, protocol);

    private bool Allows(
        string type, string rules, string peers, IReadOnlyDictionary<string, string> self, IReadOnlyDictionary<string, string> other, int port) => Allows(
        type, rules, peers, self,
        peer => peer.At("podSelector") is { } pods && peer.At("namespaceSelector") is null && Selector.Selects(pods, other), port, Tcp);

    // A pod that no policy of the direction selects is free; any other needs a rule. A rule that names no peers is for all of them.
    private bool Allows(
        string type, string rules, string peers, IReadOnlyDictionary<string, string> self, Func<YamlNode, bool> isMeant, int port, string protocol)
    {
        var own = policies.Where(policy => policy.Texts("policyTypes").Contains(type) && Selector.Selects(policy.At("podSelector"), self)).ToList();
        return own.Count == 0 || own.SelectMany(policy => policy.Items(rules)).Any(rule =>
            rule.Items("ports").Any(allowed => IsOf(allowed, port, protocol)) && (rule.At(peers) is null || rule.Items(peers).Any(isMeant)));
    }

    private static bool IsOf(YamlNode allowed, int port, string protocol) =>
        allowed.Text("port") == port.ToString(CultureInfo.InvariantCulture) && (allowed.Text("protocol") ?? Tcp) == protocol;

    private static bool Contains(YamlNode block, IPAddress address) =>
        IPNetwork.Parse(block.Text("cidr")!).Contains(address) && !block.Texts("except").Any(cidr => IPNetwork.Parse(cidr).Contains(address));
}
