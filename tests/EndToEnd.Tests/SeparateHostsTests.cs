using System.Diagnostics;
using System.Text.RegularExpressions;
using Sweep.Architecture.Tests;
using Sweep.EndToEnd.Tests.Support;
using Sweep.Models.Tests.Support;
using Xunit.Abstractions;

namespace Sweep.EndToEnd.Tests;

/// <summary>
/// docs/operations.md, On machines of your own: a coordinator, two nodes and someone who asks, each on a host of its own with a folder of its own. What
/// one has from another came over the network.
/// </summary>
public sealed partial class SeparateHostsTests : IDisposable
{
    private const string Head = "head";
    private const string Desk = "desk";
    private const int GateAt = 12;

    private readonly ITestOutputHelper output;
    private readonly TemporaryFolder folder = new();
    private readonly SeparateHosts hosts = new(Head, "one", "other", Desk);
    private readonly List<SweepProcess> processes = [];
    private readonly Dictionary<string, string> secrets;

    public SeparateHostsTests(ITestOutputHelper output)
    {
        this.output = output;
        output.WriteLine(hosts.TryDisturb(loss: "5%", delay: "20ms", duplicates: "5%")
            ? "The network loses, delays and doubles packets."
            : "This kernel has no netem: the network is good while it is there.");
        MakeSecrets(folder["secrets"]);
        secrets = new Dictionary<string, string>
        {
            ["SWEEP_SECRET_FILE"] = folder["secrets", "secret"],
            ["SWEEP_TOKEN_FILE"] = folder["secrets", "token"],
            ["SWEEP_TLS_CERT"] = folder["secrets", "cluster.crt"],
            ["SWEEP_TLS_KEY"] = folder["secrets", "cluster.key"],
            ["SWEEP_TLS_CA"] = folder["secrets", "authority.crt"],
            ["SSL_CERT_FILE"] = folder["secrets", "authority.crt"],
        };
    }

    public void Dispose()
    {
        processes.ForEach(process => process.Dispose());
        hosts.Dispose();
        folder.Dispose();
    }

    [SeparateHostsFact]
    public async Task A_run_whose_host_is_cut_off_goes_on_at_another_and_what_the_first_one_made_of_it_is_dropped()
    {
        var coordinator = Start(
            Head, "coordinator", "--listen", "0.0.0.0:4053", "--public-host", hosts.AddressOf(Head), "--http", "0.0.0.0:4080", "--root", folder[Head]);
        await coordinator.Line(line => line.Contains("The HTTP API is at"));
        var nodes = new Dictionary<string, SweepProcess> { ["one"] = await Node("one"), ["other"] = await Node("other") };
        await Asked(["submit", folder.Write("study.yaml", Studies.OneGated), .. SweepProcess.WithTestModels]);
        var cutOff = Start().Match(await coordinator.Line(line => Start().IsMatch(line))).Groups[1].Value;
        var heir = nodes.Keys.Single(name => name != cutOff);
        await Moments.Until(() => CheckpointFiles.Epochs(folder[Head]).Contains(GateAt - 1));

        var since = Stopwatch.StartNew();
        hosts.Unplug(cutOff);
        await coordinator.Line(line => line.Contains($"Node {cutOff} is lost"));
        await coordinator.Line(line => line.Contains($"attempt 2 starts in {heir}/"));
        output.WriteLine($"The run of a host that was cut off was another's after {since.Elapsed.TotalSeconds:F1} s.");
        await nodes[heir].Line(line => line.Contains($"Checkpoint of run small-1/0 epoch {GateAt - 1} fetched from the coordinator"));
        GateOf(cutOff).Open();
        await Moments.Until(() => CheckpointFiles.Epochs(folder[cutOff]).Contains(24));
        since.Restart();
        hosts.Plug(cutOff);
        await coordinator.Line(line => line.Contains($"run 0 attempt 1 of {cutOff}: ") && line.Contains(" end is dropped"));
        output.WriteLine($"What it had made of the run was dropped {since.Elapsed.TotalSeconds:F1} s after it could be reached again.");

        GateOf(heir).Open();
        await coordinator.Line(line => line.Contains("has ended"));
        var end = await Undisturbed.End(Studies.OneGated);
        var verified = await Asked("verify", end.Sweep);
        Assert.Equal(end, FinalLine.Of(verified));
        Assert.Contains("attempt 2 completed", coordinator.Error);
        Assert.DoesNotContain(folder[Head], nodes[cutOff].Error + nodes[heir].Error);
        Assert.All(nodes.Values, node => Assert.False(node.HasExited));
    }

    private static void MakeSecrets(string folder)
    {
        var script = Path.Combine(Repository.Root, "deploy", "k8s", "make-secrets.sh");
        using var making = Process.Start(new ProcessStartInfo("bash", [script, folder]) { RedirectStandardError = true })!;
        var said = making.StandardError.ReadToEnd();
        making.WaitForExit();
        Assert.True(making.ExitCode == 0, said);
    }

    private Gate GateOf(string host) => new(folder[$"gate-{host}"]);

    private async Task<SweepProcess> Node(string host)
    {
        var node = Start(
            host,
            [
                "node", "--join", $"{hosts.AddressOf(Head)}:4053", "--name", host, "--slots", "1", "--device", "cpu", "--root", folder[host],
                .. SweepProcess.WithTestModels,
            ]);
        await node.Line(line => line.Contains("is registered with"));
        return node;
    }

    /// <summary>What a command says that is given elsewhere, once it is answered.</summary>
    private async Task<SweepProcess> Asked(params string[] arguments)
    {
        var asked = await SweepProcess.Answer(async () =>
        {
            var process = Start(Desk, [.. arguments, "--server", $"http://{hosts.AddressOf(Head)}:4080"]);
            await process.Exit();
            return process;
        });
        Assert.True(asked.ExitCode == 0, asked.Error);
        return asked;
    }

    private SweepProcess Start(string host, params string[] arguments)
    {
        var process = SweepProcess.On(hosts, host, secrets.Concat(GateOf(host).Variables).ToDictionary(), arguments);
        processes.Add(process);
        return process;
    }

    [GeneratedRegex(@"attempt 1 starts in (\w+)/")]
    private static partial Regex Start();
}
