using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace Sweep.Akka.Tests.Support;

/// <summary>What actors of two systems send each other in tests.</summary>
internal sealed record Parcel(string Text);

/// <summary>Carries a parcel as UTF-8.</summary>
internal sealed class ParcelSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => 4712;

    public override string Manifest(object o) => "parcel";

    public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(((Parcel)obj).Text);

    public override object FromBinary(byte[] bytes, string manifest) => manifest == "parcel"
        ? new Parcel(Encoding.UTF8.GetString(bytes))
        : throw new System.Runtime.Serialization.SerializationException($"`{manifest}` is no manifest of a parcel");
}

/// <summary>What nobody bound a serializer to; in Akka.NET it would take the place of the JSON serializer.</summary>
internal sealed class NoOtherTypes(ExtendedActorSystem system) : Serializer(system)
{
    public NoOtherTypes(ExtendedActorSystem system, Config settings)
        : this(system) => ArgumentNullException.ThrowIfNull(settings);

    public override int Identifier => 1;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) => throw new System.Runtime.Serialization.SerializationException($"{obj} is not to be sent");

    public override object FromBinary(byte[] bytes, Type type) => throw new System.Runtime.Serialization.SerializationException("Not to be read");
}
