namespace Akka.Actor;

/// <summary>What a message can be sent to.</summary>
public interface ICanTell
{
    /// <summary>Puts the message into the mailbox and returns; messages from one sender arrive in order.</summary>
    void Tell(object message, IActorRef? sender);
}

/// <summary>The handle of an actor; it stays usable, and sends to dead letters, when the actor is gone.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    ActorPath Path { get; }
}

/// <summary>What the runtime asks of a reference besides.</summary>
internal interface IInternalActorRef : IActorRef
{
    ActorSystemImpl? System { get; }

    void SendSystemMessage(SystemMessage message);
}

/// <summary>The well-known references.</summary>
public static class ActorRefs
{
    /// <summary>A reference that swallows everything.</summary>
    public static readonly Nobody Nobody = new();

    /// <summary>No sender: answers go to dead letters.</summary>
    public static readonly IActorRef? NoSender;
}

/// <summary>Equality and order of references: by path and incarnation.</summary>
public abstract class ActorRefBase : IActorRef
{
    public abstract ActorPath Path { get; }

    public void Tell(object message, IActorRef? sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        TellInternal(message, sender);
    }

    public bool Equals(IActorRef? other) =>
        ReferenceEquals(this, other) || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    public override bool Equals(object? obj) => Equals(obj as IActorRef);

    public override int GetHashCode() => HashCode.Combine(Path.Uid, Path);

    public int CompareTo(IActorRef? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byPath = Path.CompareTo(other.Path);
        return byPath != 0 ? byPath : Path.Uid.CompareTo(other.Path.Uid);
    }

    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        IActorRef other => CompareTo(other),
        _ => throw new ArgumentException($"Object must be of type IActorRef, found {obj.GetType()} instead.", nameof(obj)),
    };

    public override string ToString() => Path.Uid == 0 ? $"[{Path}]" : $"[{Path}#{Path.Uid}]";

    protected abstract void TellInternal(object message, IActorRef? sender);
}

/// <summary>The reference that swallows everything.</summary>
public sealed class Nobody : ActorRefBase, IInternalActorRef
{
    internal Nobody()
    {
    }

    public override ActorPath Path { get; } = new ActorPath(new Address("akka", "all-systems"), "/") / "Nobody";

    ActorSystemImpl? IInternalActorRef.System => null;

    void IInternalActorRef.SendSystemMessage(SystemMessage message)
    {
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
    }
}

/// <summary>Telling from inside an actor, where the sender goes without saying.</summary>
public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Sends with the current actor, if any, as the sender.</summary>
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Self);

    /// <summary>Sends with the sender of the current message as the sender.</summary>
    public static void Forward(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Sender);
}
