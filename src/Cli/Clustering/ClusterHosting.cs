using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Hosting.SBR;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Sweep.Coordinator;
using Sweep.Coordinator.Wire;

namespace Sweep.Cli.Clustering;

/// <summary>How the machines of a cluster find each other, as part of an actor system's configuration.</summary>
/// <remarks>
/// Coordinators are the members of the cluster; nodes are not, they send to every place where the coordinator may be. So no split-brain
/// resolver ever shuts a node down, and nodes train on while there is no coordinator.
/// </remarks>
public static class ClusterHosting
{
    private const string Role = "coordinator";

    private const long LongestMessageBytes = 4 << 20;

    /// <summary>
    /// How long a coordinator may be silent before the other takes over: noticed after about 5 s, decided after 3, and as long until the
    /// old one is taken to have stopped.
    /// </summary>
    private static readonly TimeSpan CoordinatorSilence = TimeSpan.FromSeconds(4);

    /// <summary>Whether a node lives is decided by its leases. Actors that are given up here would be shut out until they restart.</summary>
    private static readonly TimeSpan NodeSilence = TimeSpan.FromHours(1);

    private const string Tuning = """
        akka.cluster.split-brain-resolver.stable-after = 3s
        akka.cluster.split-brain-resolver.down-all-when-unstable = off
        akka.remote.retry-gate-closed-for = 1s
        """;

    /// <summary>Listens, and speaks the protocol: what coordinators and nodes have in common.</summary>
    public static AkkaConfigurationBuilder WithSweepRemoting(this AkkaConfigurationBuilder akka, ClusterPlace place) => akka
        .WithRemoting(new RemoteOptions
        {
            HostName = place.Listen.Host.Trim('[', ']'),
            Port = place.Listen.Port,
            PublicHostName = place.Advertised.Host,
            PublicPort = place.Advertised.Port,
            MaxFrameSize = LongestMessageBytes,
            SendBufferSize = LongestMessageBytes,
            ReceiveBufferSize = LongestMessageBytes,
            EnableSsl = place.Security.Certificate is not null,
            Ssl = new SslOptions { X509Certificate = place.Security.Certificate },
            WatchFailureDetector = new PhiAccrualFailureDetectorOptions { AcceptableHeartbeatPause = NodeSilence },
        })
        .WithSweepProtocol(place.Security.Secret)
        .AddHocon(Settings(place), HoconAddMode.Prepend);

    /// <summary>Has the coordinator while no other process has it, and registers the way to it, wherever it is.</summary>
    public static AkkaConfigurationBuilder WithCoordinator(this AkkaConfigurationBuilder akka, ClusterPlace place, Func<ActorSystem, Props> coordinator) => akka
        .WithClustering(new ClusterOptions
        {
            Roles = [Role],
            SeedNodes = [.. place.SeedNodes],
            SplitBrainResolver = new KeepOldestOption { Role = Role },
            FailureDetector = new PhiAccrualFailureDetectorOptions { AcceptableHeartbeatPause = CoordinatorSilence },
        })
        .WithSingleton<CoordinatorActor>(ClusterPlace.Coordinator, (system, _, _) => coordinator(system), new ClusterSingletonOptions { Role = Role });

    // The last two are read by the remoting of the stack without packages; the other passes over them.
    private static string Settings(ClusterPlace place)
    {
        var authority = place.Security.AuthorityFile is { } file ? $"akka.remote.trusted-certificates-file = \"{Path.GetFullPath(file)}\"" : "";
        return string.Join('\n', Tuning, place.Security.SecretSource ?? "", authority);
    }
}
