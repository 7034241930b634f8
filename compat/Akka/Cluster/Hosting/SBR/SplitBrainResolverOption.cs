using Akka.Hosting.Coordination;

namespace Akka.Cluster.Hosting.SBR;

/// <summary>Which side of a partition goes on. Here the lease of the singleton decides, and none of these changes that.</summary>
public abstract class SplitBrainResolverOption
{
}

/// <summary>The side with the oldest member.</summary>
public sealed class KeepOldestOption : SplitBrainResolverOption
{
}

/// <summary>The side that gets a lease.</summary>
public sealed class LeaseMajorityOption : SplitBrainResolverOption
{
    public LeaseOptionBase? LeaseImplementation { get; set; }

    public string? LeaseName { get; set; }
}
