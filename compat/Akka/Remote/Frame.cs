namespace Akka.Remote;

/// <summary>What two systems tell each other over one connection.</summary>
/// <remarks>
/// The one that dials says Hello, the other answers with Challenge; both then prove over these two that they know the secret, the dialler
/// first. Begin stands before everything else that a side sends: of two connections of one peer, the later Begin counts.
/// </remarks>
internal abstract record Frame
{
    private Frame()
    {
    }

    /// <param name="Nonce">32 random bytes, which make what follows unlike every other handshake.</param>
    public sealed record Hello(int Version, PeerIdentity Self, byte[] Nonce) : Frame;

    public sealed record Challenge(int Version, PeerIdentity Self, byte[] Nonce) : Frame;

    public sealed record Proof(byte[] Mac) : Frame;

    public sealed record Begin(long Session) : Frame;

    public sealed record Heartbeat : Frame;

    /// <param name="Sender">Empty where there is none.</param>
    public sealed record Message(ActorAddress Recipient, ActorAddress Sender, int Serializer, string Manifest, byte[] Payload) : Frame;

    public sealed record Watch(ActorAddress Watchee) : Frame;

    public sealed record Unwatch(ActorAddress Watchee) : Frame;

    public sealed record Terminated(ActorAddress Actor, bool ExistenceConfirmed) : Frame;

    /// <summary>The system has ended.</summary>
    public sealed record Farewell : Frame;
}

/// <summary>Who speaks: the system at an address, and the incarnation of it.</summary>
internal sealed record PeerIdentity(string System, string Host, int Port, long Uid);

/// <summary>An actor on the wire: its path, without address where it is one of the system that names it, and its incarnation.</summary>
internal readonly record struct ActorAddress(string Path, long Uid)
{
    public static readonly ActorAddress None = new(string.Empty, 0);
}

/// <summary>A peer does not keep to the protocol.</summary>
internal sealed class FrameException(string message) : Exception(message);
