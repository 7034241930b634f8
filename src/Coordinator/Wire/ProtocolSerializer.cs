using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Wire;

/// <summary>
/// Carries the messages of <see cref="ProtocolNames"/> between machines, and nothing else. With a secret, each ends with a proof that its
/// sender knows it (HMAC-SHA256 over name and content), because not every transport below makes sure of its peers.
/// </summary>
/// <param name="secret">Shared by all machines of a cluster; empty on loopback.</param>
public sealed class ProtocolSerializer(ExtendedActorSystem system, byte[] secret) : SerializerWithStringManifest(system)
{
    /// <summary>Sent with every message; never changed. Akka keeps 0 to 40 for itself.</summary>
    public override int Identifier => 7934;

    /// <exception cref="SerializationException">Messages of that type stay inside a process.</exception>
    public override string Manifest(object o) => Guard(() => ProtocolNames.NameOf(o));

    /// <exception cref="SerializationException">Messages of that type stay inside a process.</exception>
    public override byte[] ToBinary(object obj) => Guard(() =>
    {
        var content = ProtocolJson.Write(obj);
        return secret.Length == 0 ? content : [.. content, .. Proof(ProtocolNames.NameOf(obj), content)];
    });

    /// <exception cref="SerializationException">The bytes are none of the known messages, or come from someone without the secret.</exception>
    public override object FromBinary(byte[] bytes, string manifest) => Guard(() => ProtocolJson.Read(manifest, Proved(bytes, manifest)));

    // Any other exception would cost Akka.Remote the connection, and with it the messages behind this one.
    private static T Guard<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new SerializationException(error.Message, error);
        }
    }

    private ReadOnlySpan<byte> Proved(byte[] bytes, string name)
    {
        if (secret.Length == 0)
        {
            return bytes;
        }

        var length = bytes.Length - HMACSHA256.HashSizeInBytes;
        return length >= 0 && CryptographicOperations.FixedTimeEquals(bytes.AsSpan(length), Proof(name, bytes.AsSpan(0, length)))
            ? bytes.AsSpan(0, length)
            : throw new SerializationException("A message came from someone who does not know this cluster's secret.");
    }

    private byte[] Proof(string name, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        hash.AppendData([0]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }
}
