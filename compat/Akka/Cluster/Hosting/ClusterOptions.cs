using Akka.Cluster.Hosting.SBR;
using Akka.Hosting.Coordination;
using Akka.Remote.Hosting;

namespace Akka.Cluster.Hosting;

/// <summary>Which part a system plays in a cluster, and whom it asks first.</summary>
public sealed class ClusterOptions
{
    public string[]? Roles { get; set; }

    /// <summary>Addresses of systems that may have the singletons: <c>akka.tcp://system@host:port</c>.</summary>
    public string[]? SeedNodes { get; set; }

    /// <summary>Of no consequence here: the lease of the singleton decides.</summary>
    public SplitBrainResolverOption? SplitBrainResolver { get; set; }

    public PhiAccrualFailureDetectorOptions? FailureDetector { get; set; }
}

/// <summary>How a singleton is run and found.</summary>
public sealed class ClusterSingletonOptions
{
    /// <summary>The role of the systems that may have it; any where null.</summary>
    public string? Role { get; set; }

    /// <summary>Of no consequence here: the lease in the database of the journal decides.</summary>
    public LeaseOptionBase? LeaseImplementation { get; set; }

    public TimeSpan? LeaseRetryInterval { get; set; }
}
