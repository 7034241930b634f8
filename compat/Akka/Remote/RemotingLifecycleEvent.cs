using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>What remoting publishes to the event stream of its own life.</summary>
public abstract class RemotingLifecycleEvent
{
    public abstract LogLevel LogLevel();
}

/// <summary>Something happened between this system and another.</summary>
public abstract class AssociationEvent(Address localAddress, Address remoteAddress, bool inbound) : RemotingLifecycleEvent
{
    public Address LocalAddress { get; } = localAddress;

    public Address RemoteAddress { get; } = remoteAddress;

    /// <summary>Whether the other system began it.</summary>
    public bool IsInbound { get; } = inbound;
}

/// <summary>The other system is reached, or has reached this one.</summary>
public sealed class AssociatedEvent(Address localAddress, Address remoteAddress, bool inbound) : AssociationEvent(localAddress, remoteAddress, inbound)
{
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}

/// <summary>The other system was not reached, this time.</summary>
public sealed class AssociationErrorEvent(Exception cause, Address localAddress, Address remoteAddress, bool inbound, LogLevel level)
    : AssociationEvent(localAddress, remoteAddress, inbound)
{
    public Exception Cause { get; } = cause;

    public override LogLevel LogLevel() => level;
}
