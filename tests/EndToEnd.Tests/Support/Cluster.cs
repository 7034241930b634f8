using System.Net;
using System.Net.Sockets;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>Coordinators and nodes as processes on loopback, with one root.</summary>
/// <param name="database">A connection to PostgreSQL; null for the root's own file.</param>
public sealed class Cluster(string? database = null) : IDisposable
{
    private readonly TemporaryRoot root = new();
    private readonly List<SweepProcess> processes = [];
    private readonly Dictionary<string, string> environment = database is null ? [] : new() { ["SWEEP_DB"] = database };
    private readonly int[] ports = [FreePort(), FreePort()];

    public string Root => root.Root;

    private string Coordinators => string.Join(',', ports.Select(port => $"127.0.0.1:{port}"));

    /// <param name="number">0, or 1 for the other.</param>
    public async Task<SweepProcess> Coordinator(int number = 0)
    {
        var process = Start("coordinator", "--listen", $"127.0.0.1:{ports[number]}", "--join", $"127.0.0.1:{ports[1 - number]}");
        await process.Line(line => line.Contains("A coordinator listens"));
        return process;
    }

    /// <summary>A node with one slot, which has found the coordinator.</summary>
    public async Task<SweepProcess> Node(string name)
    {
        var process = Start("node", "--join", Coordinators, "--name", name, "--slots", "1", "--device", "cpu");
        await process.Line(line => line.Contains("is registered with"));
        return process;
    }

    public async Task Submit(string study)
    {
        using var submitted = await Run("submit", root.Study(study), "--root", Root);
        Assert.True(submitted.ExitCode == 0, submitted.Error);
    }

    /// <summary>The final line of a verification that found nothing amiss.</summary>
    public async Task<FinalLine> Verified(string sweep)
    {
        using var verified = await Run("verify", sweep, "--root", Root);
        Assert.True(verified.ExitCode == 0, verified.Out + verified.Error);
        return FinalLine.Of(verified);
    }

    public void Dispose()
    {
        processes.ForEach(process => process.Dispose());
        root.Dispose();
    }

    private SweepProcess Start(params string[] arguments)
    {
        var process = SweepProcess.Start(environment, [.. arguments, "--root", Root]);
        processes.Add(process);
        return process;
    }

    private async Task<SweepProcess> Run(params string[] arguments)
    {
        var process = SweepProcess.Start(environment, arguments);
        await process.Exit();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
