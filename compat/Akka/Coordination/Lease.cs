using Akka.Configuration;

namespace Akka.Coordination;

/// <summary>What one of several may have at a time.</summary>
public abstract class Lease(LeaseSettings settings)
{
    public LeaseSettings Settings { get; } = settings;

    /// <returns>False while another one has it.</returns>
    public abstract Task<bool> Acquire();

    /// <param name="leaseLostCallback">Called when another one has it, once it was acquired.</param>
    public abstract Task<bool> Acquire(Action<Exception> leaseLostCallback);

    public abstract Task<bool> Release();

    /// <summary>Whether this one has it, as far as it knows.</summary>
    public abstract bool CheckLease();
}

/// <summary>Which lease, for whom, and at which pace.</summary>
public sealed class LeaseSettings(string leaseName, string ownerName, TimeoutSettings timeoutSettings, Config leaseConfig)
{
    public string LeaseName { get; } = leaseName;

    public string OwnerName { get; } = ownerName;

    public TimeoutSettings TimeoutSettings { get; } = timeoutSettings;

    public Config LeaseConfig { get; } = leaseConfig;
}

/// <summary>The pace of a lease.</summary>
public sealed class TimeoutSettings(TimeSpan heartbeatInterval, TimeSpan heartbeatTimeout, TimeSpan operationTimeout)
{
    /// <summary>How often it is renewed.</summary>
    public TimeSpan HeartbeatInterval { get; } = heartbeatInterval;

    /// <summary>How long it is kept for someone who does not renew it.</summary>
    public TimeSpan HeartbeatTimeout { get; } = heartbeatTimeout;

    /// <summary>How long an answer is awaited.</summary>
    public TimeSpan OperationTimeout { get; } = operationTimeout;
}
