using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Hosting.SBR;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sweep.Akka.Tests.Support;

/// <summary>
/// One actor system in this process: a keeper, which may have the singleton, a guest, which only has its proxy, or a visitor, which is no
/// member of the cluster and sends to where the singleton may be.
/// </summary>
internal sealed class Member : IAsyncDisposable
{
    private const string Role = "keeper";
    private const string Singleton = "singleton";

    private const string Hocon = """
        akka.cluster.split-brain-resolver.stable-after = 2s
        akka.cluster.down-removal-margin = 1s
        akka.remote.retry-gate-closed-for = 1s
        akka.actor.serializers.json = "Sweep.Akka.Tests.Support.NoOtherTypes, Sweep.Akka.Tests"

        """;

    private readonly IHost _host;

    private Member(IHost host) => _host = host;

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    /// <summary>Finds the singleton, wherever it is.</summary>
    public IActorRef Proxy => _host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<Member>();

    /// <param name="script">What the singleton does while this keeper has it.</param>
    public static Task<Member> Keeper(MemberOptions options, Action<Scripted> script) => Start(options, akka => akka.WithSingleton<Member>(
        Singleton, (_, _, _) => Props.Create(() => new Scripted(script)), new ClusterSingletonOptions { Role = Role }), Role);

    public static Task<Member> Guest(MemberOptions options) =>
        Start(options, akka => akka.WithSingletonProxy<Member>(Singleton, new ClusterSingletonOptions { Role = Role }), "guest");

    public static Task<Member> Visitor(MemberOptions options) => Start(options, _ => { }, role: null);

    /// <summary>Where the singleton is while the keeper at that port has it.</summary>
    public ActorSelection Selection(int keeper) => System.ActorSelection($"akka.tcp://tests@127.0.0.1:{keeper}/user/{Singleton}/{Singleton}");

    /// <summary>A port that nobody listened at a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public Probe NewProbe() => new(System);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static async Task<Member> Start(MemberOptions options, Action<AkkaConfigurationBuilder> part, string? role)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAkka("tests", (akka, _) =>
        {
            akka.ConfigureLoggers(loggers =>
                {
                    loggers.ClearLoggers();
                    options.Loggers?.Invoke(loggers);
                })
                .WithCustomSerializer("parcel", [typeof(Parcel)], system => new ParcelSerializer(system))
                .WithRemoting(options.Remote)
                .AddHocon(Hocon + options.Hocon, HoconAddMode.Prepend);
            if (role is not null)
            {
                akka.WithClustering(Clustering(options, role));
            }

            if (options.Database is { } database)
            {
                akka.WithSqlPersistence(connectionString: database, providerName: "SQLite.MS", autoInitialize: true);
            }

            part(akka);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new Member(host);
    }

    private static ClusterOptions Clustering(MemberOptions options, string role) => new()
    {
        Roles = [role],
        SeedNodes = [.. options.Seeds.Select(seed => $"{options.Scheme}://tests@127.0.0.1:{seed}")],
        SplitBrainResolver = new KeepOldestOption(),
        FailureDetector = new PhiAccrualFailureDetectorOptions
        {
            HeartbeatInterval = TimeSpan.FromMilliseconds(200),
            AcceptableHeartbeatPause = options.Pause,
        },
    };
}

/// <param name="Port">Where it listens.</param>
/// <param name="Seeds">The ports of the keepers.</param>
internal sealed record MemberOptions(int Port, params int[] Seeds)
{
    public string Scheme { get; init; } = "akka.tcp";

    public RemoteOptions Remote { get; init; } = new() { HostName = "127.0.0.1", Port = Port, MaxFrameSize = 4 << 20 };

    /// <summary>How long a silent peer is waited for.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(10);

    public string Hocon { get; init; } = string.Empty;

    public string? Database { get; init; }

    public Action<LoggerConfigBuilder>? Loggers { get; init; }
}
