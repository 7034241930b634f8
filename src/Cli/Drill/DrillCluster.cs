using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sweep.Cli.Drill;

/// <summary>Two coordinators and three nodes as processes on loopback, each known to the others by the address of a proxy before it.</summary>
internal sealed class DrillCluster : IDisposable
{
    public const int Nodes = 3;

    private const string Loopback = "127.0.0.1";

    private readonly string root;
    private readonly List<LinkProxy> proxies = [];
    private readonly List<MemberProcess> members = [];
    private readonly Dictionary<string, FakeClock> clocks = [];

    public DrillCluster(string root, DrillDatabase database)
    {
        this.root = root;
        Database = database;
        Directory.CreateDirectory(Path.Combine(root, "drill"));
        var ports = Enumerable.Range(0, 2 + Nodes).Select(_ => FreePort()).ToArray();
        var coordinators = Enumerable.Range(0, 2).Select(number => $"{PublicHost(number)}:{Number(ports[number])}").ToArray();
        var connection = database.Through(database.IsServer ? Proxy(DrillDatabase.Member, new IPEndPoint(IPAddress.Loopback, 0), database.Server).Port : 0);
        for (var number = 0; number < ports.Length; number++)
        {
            var isCoordinator = number < 2;
            var name = isCoordinator ? $"coordinator-{number + 1}" : $"node-{number - 1}";
            Proxy(name, new IPEndPoint(IPAddress.Parse(PublicHost(number)), ports[number]), new DnsEndPoint(Loopback, ports[number]));
            string[] place = ["--listen", $"{Loopback}:{Number(ports[number])}", "--public-host", PublicHost(number), "--root", root];
            members.Add(isCoordinator
                ? Member(name, "In charge of", ["coordinator", .. place, "--join", coordinators[1 - number], "--db", connection, "--http", "none"])
                : Member(
                    name, "is registered with",
                    ["node", .. place, "--join", string.Join(',', coordinators), "--name", name, "--slots", "1", "--device", "cpu"]));
        }
    }

    public DrillDatabase Database { get; }

    public Links Links { get; } = new();

    public IReadOnlyList<MemberProcess> Coordinators => members[..2];

    public IReadOnlyList<MemberProcess> NodeProcesses => members[2..];

    public IReadOnlyList<MemberProcess> Members => members;

    /// <summary>The one that said last that it is in charge.</summary>
    public MemberProcess InCharge => Coordinators.MaxBy(coordinator => coordinator.AtWorkSince ?? 0)!;

    public MemberProcess NodeNamed(string name) => NodeProcesses.Single(node => node.Name == name);

    public FakeClock? ClockOf(MemberProcess member) => clocks.GetValueOrDefault(member.Name);

    public void Start() => members.ForEach(member => member.Start());

    public void Dispose()
    {
        members.ForEach(member => member.Dispose());
        proxies.ForEach(proxy => proxy.Dispose());
    }

    private static string PublicHost(int number) => $"127.0.1.{Number(number + 1)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private LinkProxy Proxy(string member, IPEndPoint at, DnsEndPoint behind)
    {
        LinkProxy? proxy = null;
        proxy = new LinkProxy(member, at, behind, caller => Owner(caller, proxy!.Port), Links);
        proxies.Add(proxy);
        return proxy;
    }

    private string? Owner(int callerPort, int calledPort) =>
        SocketOwner.Of(callerPort, calledPort, members.Select(member => member.Id).Where(id => id != 0)) is { } process
            ? members.FirstOrDefault(member => member.Id == process)?.Name
            : null;

    private MemberProcess Member(string name, string atWork, string[] arguments)
    {
        var start = OwnProcess.Start(arguments, isMember: true);
        if (FakeClock.Library is not null)
        {
            var clock = clocks[name] = new FakeClock(Path.Combine(root, "drill", $"{name}.clock"));
            foreach (var (variable, value) in clock.Prepare())
            {
                start.Environment[variable] = value;
            }
        }

        return new MemberProcess(name, start, Path.Combine(root, "drill", $"{name}.log"), atWork);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
