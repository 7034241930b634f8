using Akka.Cluster.Hosting;
using Akka.Cluster.Hosting.SBR;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Sweep.Coordinator.Wire;

namespace Sweep.Cli.Clusters;

/// <summary>A process's place in a cluster: where it listens, and where coordinators are.</summary>
/// <param name="PublicHost">What other machines call this one, where that is not what it listens on.</param>
/// <param name="Coordinators">All addresses at which one may be: the same, in any order, for all.</param>
public sealed record ClusterPlace(HostPort Listen, string? PublicHost, IReadOnlyList<HostPort> Coordinators, ClusterSecurity Security)
{
    public const string System = "sweep";
    public const string CoordinatorRole = "coordinator";
    public const string NodeRole = "node";

    private const int LongestMessageBytes = 16 << 20;

    // From the death of a coordinator to the next: the silence, the wait for a stable picture, the hand-over. 15 s are promised.
    private const string Settings = "akka.cluster.split-brain-resolver.stable-after = 3s\nakka.cluster.down-removal-margin = 1s\n";

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);

    public void Configure(AkkaConfigurationBuilder akka, string role)
    {
        var isEncrypted = Security.Certificate is not null;
        var protocol = isEncrypted ? "akka.ssl.tcp" : "akka.tcp";
        var detector = new PhiAccrualFailureDetectorOptions { HeartbeatInterval = Heartbeat, AcceptableHeartbeatPause = LongestSilence };
        akka.ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLogger<Akka.Logger.Serilog.SerilogLogger>();
            })
            .WithRemoting(new RemoteOptions
            {
                HostName = Listen.Host,
                Port = Listen.Port,
                PublicHostName = PublicHost,
                MaxFrameSize = LongestMessageBytes,
                EnableSsl = isEncrypted,
                Ssl = new SslOptions { X509Certificate = Security.Certificate },
                WatchFailureDetector = detector,
            })
            .WithClustering(new ClusterOptions
            {
                Roles = [role],
                SeedNodes = [.. Coordinators.Select(at => $"{protocol}://{System}@{at}").Distinct().Order(StringComparer.Ordinal)],
                SplitBrainResolver = new KeepOldestOption { Role = CoordinatorRole },
                FailureDetector = detector,
            })
            .WithSweepProtocol(Security.Secret)
            .AddHocon(Settings + Security.Settings, HoconAddMode.Prepend);
    }
}
