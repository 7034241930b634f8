using System.Security.Cryptography;

namespace Akka.Remote;

/// <summary>Two systems make sure of each other: same protocol, same system name, same secret, and that both are there now.</summary>
internal static class Handshake
{
    public const int Version = 1;

    /// <summary>The longest frame before both have proved themselves.</summary>
    public const int MaxFrameBytes = 4096;

    private const byte Dialler = 1;
    private const byte Listener = 2;

    /// <exception cref="FrameException">The peer is none of ours.</exception>
    public static async Task<PeerIdentity> Dial(Stream stream, PeerIdentity self, byte[] secret, CancellationToken cancel)
    {
        var hello = FrameCodec.Write(new Frame.Hello(Version, self, RandomNumberGenerator.GetBytes(FrameCodec.NonceBytes)));
        await stream.WriteAsync(hello, cancel).ConfigureAwait(false);
        await stream.FlushAsync(cancel).ConfigureAwait(false);

        var answer = await FrameStream.Read(stream, MaxFrameBytes, cancel).ConfigureAwait(false);
        var challenge = FrameCodec.Read(answer) as Frame.Challenge ?? throw new FrameException("no challenge for an answer");
        Check(challenge.Version, challenge.Self, self);
        var transcript = Transcript(hello.AsSpan(FrameCodec.LengthBytes), answer);
        await FrameStream.Write(stream, new Frame.Proof(Mac(secret, Dialler, transcript)), cancel).ConfigureAwait(false);
        Verify(FrameCodec.Read(await FrameStream.Read(stream, MaxFrameBytes, cancel).ConfigureAwait(false)), Mac(secret, Listener, transcript));
        return challenge.Self;
    }

    /// <exception cref="FrameException">The peer is none of ours.</exception>
    public static async Task<PeerIdentity> Accept(Stream stream, PeerIdentity self, byte[] secret, CancellationToken cancel)
    {
        var greeting = await FrameStream.Read(stream, MaxFrameBytes, cancel).ConfigureAwait(false);
        var hello = FrameCodec.Read(greeting) as Frame.Hello ?? throw new FrameException("no hello to begin with");
        Check(hello.Version, hello.Self, self);
        var challenge = FrameCodec.Write(new Frame.Challenge(Version, self, RandomNumberGenerator.GetBytes(FrameCodec.NonceBytes)));
        await stream.WriteAsync(challenge, cancel).ConfigureAwait(false);
        await stream.FlushAsync(cancel).ConfigureAwait(false);

        var transcript = Transcript(greeting, challenge.AsSpan(FrameCodec.LengthBytes));
        Verify(FrameCodec.Read(await FrameStream.Read(stream, MaxFrameBytes, cancel).ConfigureAwait(false)), Mac(secret, Dialler, transcript));
        await FrameStream.Write(stream, new Frame.Proof(Mac(secret, Listener, transcript)), cancel).ConfigureAwait(false);
        return hello.Self;
    }

    private static void Check(int version, PeerIdentity peer, PeerIdentity self)
    {
        if (version != Version)
        {
            throw new FrameException($"version {version} of the protocol, but this is version {Version}");
        }

        if (peer.System != self.System)
        {
            throw new FrameException($"another actor system than {self.System}");
        }

        if (peer.Host.Length is 0 or > 255 || !peer.Host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '[' or ']')
            || peer.Port is < 1 or > 65535)
        {
            throw new FrameException("an address that is none");
        }
    }

    private static void Verify(Frame frame, byte[] expected)
    {
        if (frame is not Frame.Proof proof || !CryptographicOperations.FixedTimeEquals(proof.Mac, expected))
        {
            throw new FrameException("another secret");
        }
    }

    private static byte[] Transcript(ReadOnlySpan<byte> hello, ReadOnlySpan<byte> challenge)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(hello);
        hash.AppendData(challenge);
        return hash.GetHashAndReset();
    }

    private static byte[] Mac(byte[] secret, byte side, byte[] transcript) => HMACSHA256.HashData(secret, (byte[])[side, .. transcript]);
}

/// <summary>Frames of a stream, one after the other.</summary>
internal static class FrameStream
{
    /// <summary>The next frame, without its length.</summary>
    /// <exception cref="FrameException">It is longer than allowed; nothing was allocated for it.</exception>
    public static async ValueTask<byte[]> Read(Stream stream, int most, CancellationToken cancel)
    {
        var prefix = new byte[FrameCodec.LengthBytes];
        await stream.ReadExactlyAsync(prefix, cancel).ConfigureAwait(false);
        var body = new byte[FrameCodec.Length(prefix, most)];
        await stream.ReadExactlyAsync(body, cancel).ConfigureAwait(false);
        return body;
    }

    public static async Task Write(Stream stream, Frame frame, CancellationToken cancel)
    {
        await stream.WriteAsync(FrameCodec.Write(frame), cancel).ConfigureAwait(false);
        await stream.FlushAsync(cancel).ConfigureAwait(false);
    }
}
