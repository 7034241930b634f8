using Akka.Actor;

namespace Akka.Remote;

/// <summary>What remoting publishes to the event stream of its own life.</summary>
public abstract class RemotingLifecycleEvent
{
}

/// <summary>Something happened between this system and another.</summary>
public abstract class AssociationEvent(Address remoteAddress) : RemotingLifecycleEvent
{
    public Address RemoteAddress { get; } = remoteAddress;
}

/// <summary>The other system is reached, or has reached this one.</summary>
public sealed class AssociatedEvent(Address remoteAddress) : AssociationEvent(remoteAddress)
{
}

/// <summary>The other system was not reached, this time.</summary>
public sealed class AssociationErrorEvent(Exception cause, Address remoteAddress) : AssociationEvent(remoteAddress)
{
    public Exception Cause { get; } = cause;
}
