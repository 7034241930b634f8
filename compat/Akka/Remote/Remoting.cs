using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Where a system meets others: its port, its peers, and what leads from a message on the wire to an actor.</summary>
internal sealed class Remoting
{
    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Address, Association> _peers = new();
    private readonly ConcurrentDictionary<string, IAwaitedRef> _awaited = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopped = new();
    private readonly LogLimit _undelivered = new(5, TimeSpan.FromSeconds(30));
    private readonly PeerIdentity _self;
    private readonly Listener _listener;
    private readonly Timer _heart;
    private long _session;

    /// <exception cref="SocketException">The address cannot be listened at.</exception>
    public Remoting(ActorSystemImpl system, RemoteSettings settings)
    {
        (System, Settings) = (system, settings);
        _listener = new Listener(this);
        Address = settings.SelfAddress(system.Name, _listener.Port);
        _self = new PeerIdentity(system.Name, Address.Host!, Address.Port!.Value, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) | 1);
        _heart = new Timer(_ => Beat(), null, settings.HeartbeatInterval, settings.HeartbeatInterval);
        system.RegisterOnTermination(Stop);
        system.Log.Info("Remoting listens at {0}, known as {1}", _listener.LocalEndpoint, Address);
        _listener.Start();
    }

    public ActorSystemImpl System { get; }

    public RemoteSettings Settings { get; }

    /// <summary>What others call this system.</summary>
    public Address Address { get; }

    public PeerIdentity Self => _self;

    public CancellationToken Stopped => _stopped.Token;

    public Association Peer(Address address) => _peers.GetOrAdd(address, static (key, remoting) => new Association(remoting, key), this);

    public Address AddressOf(PeerIdentity peer) => new(Settings.Protocol, peer.System, peer.Host.ToLowerInvariant(), peer.Port);

    public long NextSession() => Interlocked.Increment(ref _session);

    /// <exception cref="FrameException">Someone else is there.</exception>
    public async Task<Connection> Dial(Address address)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
        limit.CancelAfter(Settings.HandshakeTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host!, address.Port!.Value, limit.Token).ConfigureAwait(false);
            var stream = await Tls.Dial(new NetworkStream(socket, ownsSocket: true), Settings, limit.Token).ConfigureAwait(false);
            var peer = await Handshake.Dial(stream, _self, Settings.Secret, limit.Token).ConfigureAwait(false);
            return AddressOf(peer) == address
                ? new Connection(stream, peer)
                : throw new FrameException($"the name {AddressOf(peer)}: it must be reached as what it calls itself");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="FrameException">The message is longer than allowed.</exception>
    public byte[] Serialize(RemoteActorRef recipient, object message, IActorRef? sender)
    {
        var serializer = System.Serialization.FindSerializerFor(message);
        var manifest = Serialization.Serialization.ManifestFor(serializer, message);
        var bytes = FrameCodec.Write(new Frame.Message(recipient.OnWire, OnWire(sender), serializer.Identifier, manifest, serializer.ToBinary(message)));
        return bytes.Length - FrameCodec.LengthBytes <= Settings.MaxFrameBytes
            ? bytes
            : throw new FrameException($"it has {bytes.Length} bytes, but a message may have {Settings.MaxFrameBytes}");
    }

    public void Deliver(Association from, Frame.Message frame)
    {
        object message;
        try
        {
            message = System.Serialization.Deserialize(frame.Payload, frame.Serializer, frame.Manifest);
        }
        catch (Exception failure)
        {
            if (_undelivered.Allows(out var withheld))
            {
                System.Log.Warning(
                    "A message from {0} is none that is known here, and is dropped ({1} more before): {2}", from.Address, withheld, failure.Message);
            }

            return;
        }

        var sender = Resolve(from.Address, frame.Sender);
        if (FindLocal(frame.Recipient) is { } recipient)
        {
            recipient.Tell(message, sender);
        }
        else
        {
            System.PublishDeadLetter(message, sender, System.DeadLetters);
        }
    }

    /// <summary>The actor of this system with that path; null where it is not there, or another incarnation of it.</summary>
    public IInternalActorRef? FindLocal(ActorAddress address)
    {
        if (_awaited.TryGetValue(address.Path, out var awaited))
        {
            return awaited;
        }

        if (!address.Path.StartsWith("/user/", StringComparison.Ordinal))
        {
            return null;
        }

        var found = System.Root;
        foreach (var name in address.Path[1..].Split('/'))
        {
            if (found.Cell.Child(name) is not { } child)
            {
                return null;
            }

            found = child;
        }

        return address.Uid == 0 || address.Uid == found.Path.Uid ? found : null;
    }

    /// <summary>Who is meant by what a peer says; null where nobody is.</summary>
    public IActorRef? Resolve(Address peer, ActorAddress actor)
    {
        if (actor.Path.Length == 0)
        {
            return null;
        }

        var (address, path) = (peer, actor.Path);
        var root = path[0] == '/' ? 0 : path.IndexOf('/', path.IndexOf("://", StringComparison.Ordinal) + 3);
        if (root > 0)
        {
            try
            {
                (address, path) = (Address.Parse(path[..root]), path[root..]);
            }
            catch (UriFormatException)
            {
                return null;
            }
        }

        if (address == Address)
        {
            return FindLocal(actor with { Path = path }) ?? (IActorRef)System.DeadLetters;
        }

        return ActorPath.TryParse(address, path, actor.Uid) is { } parsed ? new RemoteActorRef(this, parsed) : null;
    }

    private ActorAddress OnWire(IActorRef? actor)
    {
        switch (actor)
        {
            case null or DeadLetterActorRef or Nobody:
                return ActorAddress.None;
            case RemoteActorRef remote:
                return new ActorAddress(remote.Path.ToString(), remote.Path.Uid);
            case IAwaitedRef awaited:
                Await(awaited);
                break;
            default:
                break;
        }

        return new ActorAddress(actor.Path.ToStringWithoutAddress(), actor.Path.Uid);
    }

    private void Await(IAwaitedRef awaited)
    {
        var path = awaited.Path.ToStringWithoutAddress();
        if (_awaited.TryAdd(path, awaited))
        {
            awaited.Answered.ContinueWith(_ => _awaited.TryRemove(path, out var _), TaskScheduler.Default);
        }
    }

    private void Beat()
    {
        foreach (var peer in _peers.Values)
        {
            try
            {
                peer.Beat();
            }
            catch (Exception failure)
            {
                // Nobody else is there to catch it, and the others must hear a heartbeat all the same.
                System.Log.Error(failure, "The heartbeat of {0} failed: {1}", peer.Address, failure.Message);
            }
        }
    }

    private void Stop()
    {
        _heart.Dispose();
        _listener.Dispose();

        // All actors have stopped, and this thread has nothing else to do.
        Task.WaitAll([.. _peers.Values.Select(peer => peer.End(FarewellPatience))]);
        _stopped.Cancel();
    }
}
