using System.Collections.Immutable;

namespace Sweep.Cli.Clustering;

/// <summary>One process's place among the others.</summary>
/// <param name="Advertised">What others reach it by; it must be the same name everywhere.</param>
/// <param name="Coordinators">Every place where a coordinator or its standby may be.</param>
public sealed record ClusterPlace(HostPort Listen, HostPort Advertised, ImmutableArray<HostPort> Coordinators, ClusterSecurity Security)
{
    /// <summary>The actor system of all machines.</summary>
    public const string System = "sweep";

    /// <summary>The singleton's name.</summary>
    public const string Coordinator = "coordinator";

    public ImmutableArray<string> SeedNodes => [.. Coordinators.Select(Address)];

    /// <summary>Where the coordinator is while the process at that place is in charge.</summary>
    public ImmutableArray<string> CoordinatorPaths => [.. Coordinators.Select(place => $"{Address(place)}/user/{Coordinator}/{Coordinator}")];

    private string Address(HostPort place) => $"{(Security.Certificate is null ? "akka.tcp" : "akka.ssl.tcp")}://{System}@{place}";
}
