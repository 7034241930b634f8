using System.Globalization;
using Sweep.Architecture.Tests;
using Sweep.Cli.Clusters;
using Sweep.Deploy.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Sweep.Deploy.Tests.K8s;

public sealed class ProbeTests
{
    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];

    [Theory, ClassData(typeof(AllPods))]
    public void Each_pod_is_asked_whether_it_has_begun_is_ready_and_lives(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        Assert.All(Probes, probe => Assert.NotNull(pod.Container.At(probe)));
        Assert.All(Probes, probe => Assert.True(pod.Container.At(probe, "httpGet") is not null || pod.Container.Texts(probe, "exec", "command").Count > 0));
    }

    [Theory, ClassData(typeof(AllPods))]
    public void Probes_ask_at_paths_and_ports_that_there_are(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        foreach (var request in Probes.Select(probe => pod.Container.At(probe, "httpGet")).Where(request => request is not null))
        {
            Assert.Contains(request.Text("port"), pod.Ports.Keys);
            Assert.Contains(Repository.Sources("src"), file => Repository.Text(file).Contains($"\"{request.Text("path")}\"", StringComparison.Ordinal));
        }
    }

    [Theory, ClassData(typeof(AllPods))]
    public void Probes_look_for_the_port_at_which_the_pod_listens(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        foreach (var command in Probes.Select(probe => pod.Container.Texts(probe, "exec", "command")).Where(command => command is ["listens", ..]))
        {
            Assert.Equal(["listens", pod.Ports["cluster"].ToString(CultureInfo.InvariantCulture)], command);
        }
    }

    [Fact]
    public void A_coordinator_has_begun_late_while_it_waits_for_its_database() => Assert.All(Overlay.All, overlay =>
    {
        var probe = AllPods.Of(overlay.Name, "sweep-coordinator").Container.At("startupProbe");
        Assert.True(Number(probe, "periodSeconds") * Number(probe, "failureThreshold") > StoreOpening.Limit.TotalSeconds);
    });

    // What passes for dead while it is only slow would lose its trainings for nothing.
    [Theory, ClassData(typeof(AllPods))]
    public void A_pod_is_taken_for_dead_after_a_minute_at_the_earliest(string overlay, string name)
    {
        var probe = AllPods.Of(overlay, name).Container.At("livenessProbe");
        Assert.True(Number(probe, "periodSeconds") * Number(probe, "failureThreshold") >= 60);
    }

    private static int Number(YamlNode? probe, string key) => int.Parse(probe.Text(key)!, CultureInfo.InvariantCulture);
}
