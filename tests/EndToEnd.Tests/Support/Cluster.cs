using System.Net.Http.Headers;
using Sweep.Postgres;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>Coordinators and nodes as processes on loopback, with one root and one gate.</summary>
/// <param name="database">A connection to PostgreSQL; null for the root's own file.</param>
/// <param name="variables">More variables of all of them.</param>
public sealed class Cluster(string? database = null, IReadOnlyDictionary<string, string>? variables = null) : IDisposable
{
    // As long as a busy machine may take to store what was trained.
    private const int GraceSeconds = 100;

    private readonly TemporaryRoot root = new();
    private readonly List<SweepProcess> processes = [];
    private readonly Dictionary<string, string> environment = Environment(database, variables);
    private readonly int[] ports = [FreePort.Next(), FreePort.Next()];
    private readonly Dictionary<string, int> nodePorts = [];
    private readonly int[] httpPorts = [FreePort.Next(), FreePort.Next()];
    private string publicHost = "127.0.0.1";

    public string Root => root.Root;

    /// <summary>Null for none: then the coordinators serve no HTTP.</summary>
    public string? Token { get; init; }

    private string Coordinators => $"{publicHost}:{ports[0]},127.0.0.1:{ports[1]}";

    public int CoordinatorPort(int number = 0) => ports[number];

    public int NodePort(string name) => nodePorts[name];

    /// <summary>Lets runs go on that wait for it.</summary>
    public void OpenGate() => root.Gate.Open();

    /// <param name="number">0, or 1 for the other.</param>
    /// <param name="publicHost">What others call it.</param>
    public async Task<SweepProcess> Coordinator(int number = 0, string publicHost = "127.0.0.1")
    {
        this.publicHost = number == 0 ? publicHost : this.publicHost;
        var http = Token is null ? "none" : $"127.0.0.1:{httpPorts[number]}";
        var process = Start(
            Settings(withToken: true), "coordinator", "--listen", $"127.0.0.1:{ports[number]}", "--public-host", publicHost,
            "--join", $"127.0.0.1:{ports[1 - number]}", "--http", http, "--root", Root);
        await process.Line(line => line.Contains(Token is null ? "A coordinator listens" : "The HTTP API is at"));
        return process;
    }

    /// <summary>A node with one slot, which has found the coordinator.</summary>
    /// <param name="ownRoot">Where it shares no storage with the coordinator.</param>
    /// <param name="settings">Its variables where they are not those of the others.</param>
    public async Task<SweepProcess> Node(string name, string? ownRoot = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var process = StartNode(settings ?? environment, name, ownRoot);
        await process.Line(line => line.Contains("is registered with"));
        return process;
    }

    /// <summary>A node that has other variables than the others, and may not find the coordinator.</summary>
    public SweepProcess Stranger(string name, IReadOnlyDictionary<string, string> settings) => StartNode(settings, name);

    /// <summary>A command that asks the coordinator over HTTP, with the token or without.</summary>
    public SweepProcess Ask(int number, bool withToken, params string[] arguments) =>
        Start(Settings(withToken), [.. arguments, "--server", $"http://127.0.0.1:{httpPorts[number]}"]);

    /// <summary>What such a command says to its end, once it is answered.</summary>
    public async Task<SweepProcess> Asked(int number, params string[] arguments)
    {
        var asked = await SweepProcess.Answer(async () =>
        {
            var process = Ask(number, withToken: true, arguments);
            await process.Exit();
            return process;
        });
        Assert.True(asked.ExitCode == 0, asked.Error);
        return asked;
    }

    /// <summary>For requests to a coordinator without a command, which takes its time to start.</summary>
    public HttpClient Client(int number) => new()
    {
        BaseAddress = new Uri($"http://127.0.0.1:{httpPorts[number]}"),
        Timeout = SweepProcess.Limit,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
    };

    /// <summary>Asks until the answer has such a text.</summary>
    public Task<SweepProcess> Shows(string text, int number, params string[] arguments) =>
        Moments.Seen(() => Asked(number, arguments), said => said.Out.Contains(text));

    /// <summary>Waits until that is what a probe sees, which has no token.</summary>
    public async Task Probed(int number, string path, string seen)
    {
        using var client = new HttpClient { Timeout = SweepProcess.Limit };
        await Moments.Seen(
            async () => await (await client.GetAsync($"http://127.0.0.1:{httpPorts[number]}{path}")).Content.ReadAsStringAsync(), text => text == seen);
    }

    /// <summary>A folder beside the root, which need not be there; gone with the cluster.</summary>
    public string Beside(string name) => root.Beside(name);

    public async Task Submit(string study)
    {
        using var submitted = await Run(["submit", root.Study(study), "--root", Root, .. SweepProcess.WithTestModels]);
        Assert.True(submitted.ExitCode == 0, submitted.Error);
    }

    public Task SubmitOverHttp(string study, params string[] options) =>
        Asked(0, ["submit", root.Study(study), .. options, .. SweepProcess.WithTestModels]);

    public Task Cancel(string sweep) => Asked("cancel", sweep);

    /// <summary>Asks something of a sweep through the database.</summary>
    public async Task Asked(string verb, string sweep)
    {
        using var asked = await SweepProcess.Answer(() => Run(verb, sweep, "--root", Root));
        Assert.True(asked.ExitCode == 0, asked.Error);
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

    private SweepProcess StartNode(IReadOnlyDictionary<string, string> settings, string name, string? ownRoot = null)
    {
        nodePorts[name] = FreePort.Next();
        return Start(
            settings,
            [
                "node", "--listen", $"127.0.0.1:{nodePorts[name]}", "--join", Coordinators, "--name", name, "--slots", "1", "--device", "cpu",
                "--root", ownRoot ?? Root, "--grace", $"{GraceSeconds}", .. SweepProcess.WithTestModels,
            ]);
    }

    private SweepProcess Start(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var process = SweepProcess.Start(settings.Concat(root.Gate.Variables).ToDictionary(), arguments);
        processes.Add(process);
        return process;
    }

    private async Task<SweepProcess> Run(params string[] arguments)
    {
        var process = SweepProcess.Start(environment, arguments);
        await process.Exit();
        return process;
    }

    private Dictionary<string, string> Settings(bool withToken) =>
        withToken && Token is { } token ? new(environment) { ["SWEEP_TOKEN"] = token } : environment;

    private static Dictionary<string, string> Environment(string? database, IReadOnlyDictionary<string, string>? more)
    {
        var all = new Dictionary<string, string>(more ?? new Dictionary<string, string>());
        if (database is not null)
        {
            all["SWEEP_DB"] = database;
        }

        return all;
    }
}
