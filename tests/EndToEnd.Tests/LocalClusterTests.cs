using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sweep.Architecture.Tests;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>deploy/local/up.sh, as people start it.</summary>
public sealed class LocalClusterTests : IDisposable
{
    private const int MostPorts = 5;

    private readonly TemporaryRoot folder = new();

    private string Parent => Path.GetDirectoryName(folder.Root)!;

    private string Dir => folder.Beside("cluster");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task One_command_starts_a_cluster_with_its_database_and_a_signal_ends_all_of_it()
    {
        // The server runs as another user when this one is root, and must get at its folder.
        await Run("chmod", "711", Parent);
        using var cluster = SweepProcess.Script(
            Path.Combine(Repository.Root, "deploy/local/up.sh"), Parent, "--dir", Dir, "--nodes", "2", "--port", FreePort().ToString(CultureInfo.InvariantCulture));
        await cluster.Line(line => line.Contains("Ctrl-C ends all of it"));
        var (others, environment) = (Processes.ChildrenOf(cluster.Id), Exports(await cluster.Line(line => line.Contains("export "))));
        Assert.Equal(5, others.Count);

        var calm = await Undisturbed.End(Studies.Waiting);
        var (study, page) = (folder.Study(Studies.Waiting), folder.Beside("report.html"));
        await Asked(environment, "submit", study);
        Assert.Equal(calm, await Ended(environment, calm.Sweep));

        Assert.Contains("node-2", await Asked(environment, "nodes"));
        Assert.Contains($"{calm.Total} have their result already", await Asked(environment, "plan", study));
        await Asked(environment, "report", calm.Sweep, "-o", page);
        Assert.Contains($"{calm.Total} of {calm.Total} completed", await File.ReadAllTextAsync(page));

        // What is killed is left to the others.
        var (killed, left) = Apis(await cluster.Line(line => line.StartsWith("The HTTP API is at", StringComparison.Ordinal)));
        using (var coordinator = System.Diagnostics.Process.GetProcessById(others.Single(other => CommandLine(other).Contains($"--http {killed}"))))
        {
            coordinator.Kill();
        }

        await cluster.Line(line => line.Contains("has ended; the end of its output"));
        environment["SWEEP_SERVER"] = $"http://{left}";
        var again = calm.Sweep.Replace("-1", "-2");
        await Asked(environment, "submit", study, "--fresh");
        using var watch = SweepProcess.Start(environment, "watch", again);
        await watch.Exit();
        Assert.Equal(calm with { Sweep = again }, FinalLine.Of(watch));

        cluster.Terminate();
        await cluster.Exit();
        Assert.DoesNotContain("is killed", cluster.Error);
        await Processes.Gone(others);
    }

    private async Task<FinalLine> Ended(Dictionary<string, string> environment, string sweep)
    {
        // Of either coordinator.
        await Moments.Until(() => Directory.GetFiles(Path.Combine(Dir, "output"), "*.log").Any(log => File.ReadAllText(log).Contains("has ended")));
        using var verified = SweepProcess.Start(environment, "verify", sweep);
        await verified.Exit();
        return FinalLine.Of(verified);
    }

    /// <summary>What the script tells to set in another terminal: `export NAME=VALUE NAME=VALUE`.</summary>
    private static Dictionary<string, string> Exports(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The addresses of the first coordinator and of the other one.</summary>
    private static (string First, string Second) Apis(string line) =>
        line.Split("http://") is [_, var first, var second] ? (first.Split(' ')[0], second.Split(". ")[0]) : throw new FormatException(line);

    private static string CommandLine(int process) => File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');

    private static async Task<string> Asked(Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = await SweepProcess.Answer(async () =>
        {
            var asked = SweepProcess.Start(environment, arguments);
            await asked.Exit();
            return asked;
        });
        Assert.True(process.ExitCode == 0, process.Error);
        return process.Out;
    }

    private static async Task Run(params string[] command)
    {
        using var process = System.Diagnostics.Process.Start(command[0], command[1..]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>The first of several that nobody listens on.</summary>
    private static int FreePort()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var first = Random.Shared.Next(20_000, 32_000);
            if (Enumerable.Range(first, MostPorts).All(IsFree))
            {
                return first;
            }
        }

        throw new InvalidOperationException("There are no free ports.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
