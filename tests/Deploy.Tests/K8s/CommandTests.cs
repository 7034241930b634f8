using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Cli.Clusters;
using Sweep.Cli.Servers;
using Sweep.Coordinator.Results;
using Sweep.Deploy.Tests.Support;

namespace Sweep.Deploy.Tests.K8s;

/// <summary>What the manifests ask of the command, it does.</summary>
public sealed partial class CommandTests
{
    // Leaving the cluster comes after the node's own grace: the phases of Akka's shutdown, and .NET's host.
    private const int SecondsToLeave = 30;

    public static TheoryData<string, string> OurPods()
    {
        var ours = new TheoryData<string, string>();
        foreach (var (overlay, pod) in Overlay.All.SelectMany(overlay => overlay.Pods.Where(pod => pod.IsSweep).Select(pod => (overlay, pod))))
        {
            ours.Add(overlay.Name, pod.Owner.Name);
        }

        return ours;
    }

    [Theory, MemberData(nameof(OurPods))]
    public void The_command_line_is_understood(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        var arguments = pod.Arguments.Select(word => Reference().Replace(word, match => pod.Variable(match.Groups[1].Value)!)).ToList();
        var parsed = SweepCommand.Parse(arguments);

        Assert.Empty(parsed.Errors.Select(error => error.Message));
        Assert.Equal(arguments[0], parsed.CommandResult.Command.Name);
        Assert.All(arguments.Skip(1), word => Assert.Matches("^--[a-z-]+=.", word));
    }

    [Theory, MemberData(nameof(OurPods))]
    public void Every_variable_is_one_that_is_read(string overlay, string name) => Assert.All(
        AllPods.Of(overlay, name).Environment.Select(variable => variable.Text("name")!).Where(variable => variable.StartsWith("SWEEP_", StringComparison.Ordinal)),
        variable => Assert.Contains(variable, SweepCommand.Variables));

    [Theory, MemberData(nameof(OurPods))]
    public void It_has_what_a_process_needs_that_others_can_reach(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        string[] needed = [ClusterSecurity.SecretFile, ClusterSecurity.TlsCertificate, ClusterSecurity.TlsKey, ClusterSecurity.TlsAuthority];
        Assert.All(needed, variable => Assert.NotNull(pod.Variable(variable)));
        Assert.Equal(pod.Variable(ClusterSecurity.TlsAuthority), pod.Variable("SSL_CERT_FILE"));
    }

    [Theory, MemberData(nameof(OurPods))]
    public void It_listens_where_its_port_is(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        Assert.Equal($"0.0.0.0:{pod.Ports["cluster"]}", pod.Option("--listen"));
        Assert.Equal(pod.Option("--http"), pod.Ports.TryGetValue("http", out var port) ? $"0.0.0.0:{port}" : null);
    }

    [Theory, MemberData(nameof(OurPods))]
    public void It_looks_for_coordinators_under_the_names_that_these_have(string overlay, string name)
    {
        var coordinators = AllPods.Of(overlay, "sweep-coordinator");
        var service = coordinators.Owner.Root.Text("spec", "serviceName");
        var replicas = int.Parse(coordinators.Owner.Root.Text("spec", "replicas")!, CultureInfo.InvariantCulture);
        var names = Enumerable.Range(0, replicas).Select(number => $"{coordinators.Owner.Name}-{number}.{service}").ToList();

        Assert.Equal(names.Select(host => $"{host}:{coordinators.Ports["cluster"]}"), AllPods.Of(overlay, name).Option("--join")!.Split(','));
        Assert.Equal($"$(POD_NAME).{service}", coordinators.Option("--public-host"));
    }

    [Fact]
    public void A_command_that_is_run_in_the_pod_of_a_coordinator_asks_that_coordinator() => Assert.All(Overlay.All, overlay =>
    {
        var pod = AllPods.Of(overlay.Name, "sweep-coordinator");
        Assert.Equal($"http://127.0.0.1:{pod.Ports["http"]}", pod.Variable(ServerOption.Variable));
        Assert.NotNull(pod.Variable(AccessToken.FileVariable));
        Assert.NotNull(pod.Variable(DatabaseChoice.FileVariable));
    });

    [Theory, MemberData(nameof(OurPods))]
    public void It_has_time_to_end_in_order(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        var own = double.Parse(pod.Option("--grace") ?? "0", CultureInfo.InvariantCulture);
        Assert.True(pod.Arguments[0] == "coordinator" || own > 0);
        Assert.True(own + SecondsToLeave <= double.Parse(pod.Spec.Text("terminationGracePeriodSeconds")!, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Reference();
}
