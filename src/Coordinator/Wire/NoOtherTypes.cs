using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace Sweep.Coordinator.Wire;

/// <summary>
/// Takes the place of the serializer that Akka keeps for all types that nobody bound one to, and refuses them: what a peer sends must not
/// choose which of this program's types are made.
/// </summary>
public sealed class NoOtherTypes(ExtendedActorSystem system) : Serializer(system)
{
    /// <summary>How Akka makes it.</summary>
    /// <param name="settings">Those of the JSON serializer; none are needed.</param>
    public NoOtherTypes(ExtendedActorSystem system, Config settings)
        : this(system) => ArgumentNullException.ThrowIfNull(settings);

    /// <summary>That of Akka's JSON serializer.</summary>
    public override int Identifier => 1;

    public override bool IncludeManifest => false;

    // Any other exception would cost Akka.Remote the connection, and with it the messages behind this one.
    public override byte[] ToBinary(object obj) => throw new SerializationException($"A {obj.GetType()} does not travel between machines.");

    public override object FromBinary(byte[] bytes, Type type) =>
        throw new SerializationException("A message of a type that does not travel between machines came from a peer.");
}
