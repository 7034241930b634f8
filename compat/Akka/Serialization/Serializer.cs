using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Turns objects into bytes and back.</summary>
public abstract class Serializer(ExtendedActorSystem system)
{
#pragma warning disable IDE1006 // The name of the field is that of Akka.NET's.
    protected readonly ExtendedActorSystem system = system;
#pragma warning restore IDE1006

    /// <summary>Stored with the bytes; one number means one serializer for ever.</summary>
    public abstract int Identifier { get; }

    public abstract bool IncludeManifest { get; }

    public abstract byte[] ToBinary(object obj);

    public abstract object FromBinary(byte[] bytes, Type type);
}

/// <summary>A serializer that names the shape of the bytes itself.</summary>
public abstract class SerializerWithStringManifest(ExtendedActorSystem system) : Serializer(system)
{
    public sealed override bool IncludeManifest => true;

    public sealed override object FromBinary(byte[] bytes, Type type) => FromBinary(bytes, type.AssemblyQualifiedName!);

    public abstract object FromBinary(byte[] bytes, string manifest);

    public abstract string Manifest(object o);
}
