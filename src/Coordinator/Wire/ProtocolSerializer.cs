using System.Runtime.Serialization;
using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Wire;

/// <summary>Carries the messages of <see cref="ProtocolNames"/> between machines, and nothing else.</summary>
public sealed class ProtocolSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Sent with every message; never changed. Akka keeps 0 to 40 for itself.</summary>
    public override int Identifier => 7934;

    public override string Manifest(object o) => ProtocolNames.NameOf(o);

    public override byte[] ToBinary(object obj) => ProtocolJson.Write(obj);

    /// <exception cref="SerializationException">The bytes are none of the known messages.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return ProtocolJson.Read(manifest, bytes);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new SerializationException(error.Message, error);
        }
    }
}
