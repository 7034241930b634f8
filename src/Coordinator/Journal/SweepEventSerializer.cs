using Akka.Actor;
using Akka.Serialization;
using Sweep.Messages.Events;

namespace Sweep.Coordinator.Journal;

/// <summary>Stores <see cref="SweepEvent"/>s under their own names, so that a journal outlives every renaming of code.</summary>
public sealed class SweepEventSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Stored beside every event; never changed. Akka keeps 0 to 40 for itself.</summary>
    public override int Identifier => 7933;

    public override string Manifest(object o) => SweepEventNames.NameOf((SweepEvent)o);

    public override byte[] ToBinary(object obj) => SweepEventJson.Write((SweepEvent)obj);

    public override object FromBinary(byte[] bytes, string manifest) => SweepEventJson.Read(manifest, bytes);
}
