using System.Net;
using Sweep.Deploy.Tests.Support;

namespace Sweep.Deploy.Tests.K8s;

public sealed class NetworkTests
{
    private static readonly Dictionary<string, string> Stranger = new() { ["app"] = "stranger" };
    private static readonly Dictionary<string, string> Client = new() { ["sweep-client"] = "true" };

    [Theory]
    [InlineData("sweep-node", "sweep-coordinator", "cluster", true)]
    [InlineData("sweep-coordinator", "sweep-node", "cluster", true)]
    [InlineData("sweep-coordinator", "sweep-coordinator", "cluster", true)]
    [InlineData("sweep-node", "sweep-node", "cluster", true)]
    [InlineData("sweep-coordinator", "sweep-postgres", "postgres", true)]
    [InlineData("sweep-node", "sweep-postgres", "postgres", false)]
    [InlineData("sweep-node", "sweep-coordinator", "http", false)]
    [InlineData("sweep-postgres", "sweep-coordinator", "http", false)]
    public void Pods_call_those_whom_they_need_and_no_others(string from, string to, string port, bool allowed) => Assert.All(Overlay.All, overlay =>
    {
        var pods = overlay.Pods.ToDictionary(pod => pod.Owner.Name);
        Assert.Equal(allowed, new Network(overlay).Allows(pods[from].Labels, pods[to].Labels, pods[to].Ports[port]));
    });

    [Theory, ClassData(typeof(AllPods))]
    public void A_stranger_gets_in_nowhere(string overlay, string name)
    {
        var (network, pod) = (new Network(Overlay.Load(overlay)), AllPods.Of(overlay, name));
        Assert.All(pod.Ports, port => Assert.False(network.Allows(Stranger, pod.Labels, port.Value)));
    }

    [Theory, ClassData(typeof(AllPods))]
    public void A_client_gets_at_the_API_alone(string overlay, string name)
    {
        var (network, pod) = (new Network(Overlay.Load(overlay)), AllPods.Of(overlay, name));
        Assert.All(pod.Ports, port => Assert.Equal(port.Key == "http", network.Allows(Client, pod.Labels, port.Value)));
    }

    [Fact]
    public void Services_lead_to_ports_of_the_pods_that_they_select() => Assert.All(
        Overlay.All.SelectMany(overlay => overlay.OfKind("Service").Select(service => (overlay, service))),
        pair =>
        {
            var selector = pair.service.Root.Map("spec", "selector");
            var pods = pair.overlay.Pods.Where(pod => selector.All(label => pod.Labels.GetValueOrDefault(label.Key) == label.Value)).ToList();
            var pod = Assert.Single(pods);
            Assert.All(pair.service.Root.Items("spec", "ports"), port =>
                Assert.Equal(port.Text("port"), $"{pod.Ports[port.Text("targetPort")!]}"));
        });

    [Fact]
    public void Pods_with_stable_names_have_the_headless_service_that_gives_them() => Assert.All(
        Overlay.All.SelectMany(overlay => overlay.OfKind("StatefulSet").Select(set => (overlay, set))),
        pair =>
        {
            var service = pair.overlay.OfKind("Service").Single(service => service.Name == pair.set.Root.Text("spec", "serviceName"));
            Assert.Equal("None", service.Root.Text("spec", "clusterIP"));
            Assert.Equal(pair.set.Root.Map("spec", "selector", "matchLabels"), service.Root.Map("spec", "selector"));
        });

    [Fact]
    public void Machines_are_emptied_one_pod_at_a_time() => Assert.All(Overlay.All, overlay =>
    {
        var budgets = overlay.OfKind("PodDisruptionBudget").ToList();
        Assert.All(budgets, budget => Assert.Equal("1", budget.Root.Text("spec", "maxUnavailable")));
        Assert.All(
            overlay.Pods.Where(pod => pod.IsSweep && IsCounted(pod)),
            pod => Assert.Single(budgets, budget => Selector.Selects(budget.Root.At("spec", "selector"), pod.Labels)));
        Assert.All(budgets, budget => Assert.Contains(overlay.Pods, pod => IsCounted(pod) && Selector.Selects(budget.Root.At("spec", "selector"), pod.Labels)));
    });

    [Theory]
    [InlineData("sweep-coordinator", true)]
    [InlineData("sweep-node", true)]
    [InlineData("sweep-postgres", false)]
    public void Those_who_look_for_others_may_ask_for_their_names(string name, bool allowed) => Assert.All(
        from overlay in Overlay.All
        from server in (string[])["10.96.0.10", "169.254.20.10"]
        from protocol in (string[])["UDP", "TCP"]
        select (overlay, server, protocol),
        asked => Assert.Equal(allowed, Leaves(asked.overlay, name, asked.server, 53, asked.protocol)));

    [Theory]
    [InlineData("sweep-coordinator", "93.184.216.34", 443, true)]
    [InlineData("sweep-node", "93.184.216.34", 443, true)]
    [InlineData("sweep-postgres", "93.184.216.34", 443, false)]
    [InlineData("sweep-node", "93.184.216.34", 80, false)]
    [InlineData("sweep-node", "10.1.2.3", 443, false)]
    [InlineData("sweep-node", "169.254.169.254", 443, false)]
    public void Data_sets_are_fetched_from_outside_alone_and_encrypted(string name, string server, int port, bool allowed) =>
        Assert.All(Overlay.All, overlay => Assert.Equal(allowed, Leaves(overlay, name, server, port, "TCP")));

    private static bool Leaves(Overlay overlay, string name, string server, int port, string protocol) =>
        new Network(overlay).AllowsOut(AllPods.Of(overlay.Name, name).Labels, IPAddress.Parse(server), port, protocol);

    // A budget asks how many pods there should be, which nothing says of a DaemonSet: it has as many as there are machines.
    private static bool IsCounted(Pod pod) => pod.Owner.Kind is "StatefulSet" or "Deployment";
}
