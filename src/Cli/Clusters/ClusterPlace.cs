using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Hosting.SBR;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Sweep.Cli.Engine;
using Sweep.Coordinator;
using Sweep.Coordinator.Leases;
using Sweep.Coordinator.Wire;

namespace Sweep.Cli.Clusters;

/// <summary>A process's place among the others: where it listens, and where coordinators are.</summary>
/// <remarks>
/// Coordinators are the members of a cluster, nodes are not: see docs/cluster.md. A node is never taken out of the cluster, however long it is
/// silent, and trains on while there is no coordinator.
/// </remarks>
/// <param name="PublicHost">What other machines call this one, where that is not what it listens on.</param>
/// <param name="Coordinators">All addresses at which one may be. A coordinator names its own first.</param>
public sealed record ClusterPlace(HostPort Listen, string? PublicHost, IReadOnlyList<HostPort> Coordinators, ClusterSecurity Security)
{
    public const string CoordinatorRole = "coordinator";

    private const int LongestMessageBytes = 16 << 20;

    // From the death of a coordinator to the next: the silence, the wait for a stable picture, the lease, the hand-over. 15 s are promised.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LeaseRetry = TimeSpan.FromSeconds(2);

    private const string Hurry = """
        akka.cluster.seed-node-timeout = 3s
        akka.cluster.down-removal-margin = 1s
        akka.cluster.split-brain-resolver.stable-after = 2s
        akka.cluster.split-brain-resolver.lease-majority.acquire-lease-delay-for-minority = 1s
        """;

    // Whatever one process says to another is said again until it is heard, and much of it goes to where the coordinator might be and is not.
    private const string Patience = "akka.remote.retry-gate-closed-for = 1s\nakka.log-dead-letters = off\n";

    // Nobody else has to end a node's actors, or to look for them by name: what asks for that is dropped. Coordinators, being members, need the latter.
    private const string Caution = "akka.remote.untrusted-mode = on";

    private bool IsEncrypted => Security.Certificate is not null;

    /// <summary>What coordinators and nodes have in common.</summary>
    private AkkaConfigurationBuilder ConfigureRemoting(AkkaConfigurationBuilder akka) => akka
        .WithRemoting(new RemoteOptions
        {
            HostName = Listen.Host,
            Port = Listen.Port,
            PublicHostName = PublicHost,
            MaxFrameSize = LongestMessageBytes,
            EnableSsl = IsEncrypted,
            Ssl = new SslOptions { X509Certificate = Security.Certificate },
        })
        .WithSweepProtocol(Security.Secret)
        .WithOutageLog(TimeProvider.System)
        .AddHocon(Patience + Security.Settings, HoconAddMode.Prepend);

    /// <summary>Makes the process one that talks to the coordinator, and is no member.</summary>
    public AkkaConfigurationBuilder ConfigureNode(AkkaConfigurationBuilder akka) => ConfigureRemoting(akka).AddHocon(Caution, HoconAddMode.Prepend);

    /// <summary>Makes the process one that has the coordinator while no other has it.</summary>
    public AkkaConfigurationBuilder ConfigureCoordinator(AkkaConfigurationBuilder akka, Func<ActorSystem, Props> coordinator)
    {
        var (charge, survival) = (new StoreLeaseOption(CoordinatorActor.ClusterName), new StoreLeaseOption($"{CoordinatorActor.ClusterName}-cluster"));
        ConfigureRemoting(akka)
            .WithClustering(new ClusterOptions
            {
                Roles = [CoordinatorRole],
                SeedNodes = [.. Coordinators.Select(Address).Distinct()],
                SplitBrainResolver = new LeaseMajorityOption { LeaseImplementation = survival, LeaseName = survival.Name },
                FailureDetector = new PhiAccrualFailureDetectorOptions { HeartbeatInterval = Heartbeat, AcceptableHeartbeatPause = LongestSilence },
            })
            .WithSingleton<CoordinatorActor>(
                CoordinatorActor.ClusterName,
                (system, _, _) => coordinator(system),
                new ClusterSingletonOptions { Role = CoordinatorRole, LeaseImplementation = charge, LeaseRetryInterval = LeaseRetry })
            .AddHocon(Hurry, HoconAddMode.Prepend);
        charge.Apply(akka);
        survival.Apply(akka);
        return akka;
    }

    /// <summary>Where the coordinator is while the process at one of the places has it.</summary>
    public ImmutableArray<ICanTell> CoordinatorsSeenFrom(ActorSystem system) =>
        [.. Coordinators.Select(at => system.ActorSelection($"{Address(at)}/user/{CoordinatorActor.ClusterName}/{CoordinatorActor.ClusterName}"))];

    private string Address(HostPort at) => $"{(IsEncrypted ? "akka.ssl.tcp" : "akka.tcp")}://{SweepHost.System}@{at}";
}
