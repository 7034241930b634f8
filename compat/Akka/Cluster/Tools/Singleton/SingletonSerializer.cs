using System.Buffers.Binary;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>A proxy to a manager: where is it?</summary>
internal sealed record FindSingleton;

/// <summary>A manager to a proxy: it is here, at this path of my system, for this term.</summary>
internal sealed record SingletonIsHere(string Path, long Uid, long Token);

/// <summary>Carries the two between systems.</summary>
internal sealed class SingletonSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public static readonly SerializerRegistration[] Registration =
        [new("akka-singleton", [typeof(FindSingleton), typeof(SingletonIsHere)], system => new SingletonSerializer(system))];

    public override int Identifier => 14;

    public override string Manifest(object o) => o is FindSingleton ? "find" : "here";

    public override byte[] ToBinary(object obj)
    {
        if (obj is not SingletonIsHere here)
        {
            return [];
        }

        var path = Encoding.UTF8.GetBytes(here.Path);
        var bytes = new byte[16 + path.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, here.Uid);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), here.Token);
        path.CopyTo(bytes.AsSpan(16));
        return bytes;
    }

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "find" => new FindSingleton(),
        "here" when bytes.Length is > 16 and < 2048 => new SingletonIsHere(
            Encoding.UTF8.GetString(bytes.AsSpan(16)), BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8))),
        _ => throw new SerializationException("No message of a singleton"),
    };
}
