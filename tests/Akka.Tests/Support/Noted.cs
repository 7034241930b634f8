using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Sweep.Akka.Tests.Support;

/// <summary>What the journaled actors of the tests persist.</summary>
internal abstract record Remark
{
    /// <summary>The ordinary event.</summary>
    public sealed record Noted(string Text) : Remark;

    /// <summary>An event that cannot be serialized.</summary>
    public sealed record Unwritable : Remark;
}

/// <summary>Stores the text of a remark as UTF-8.</summary>
internal sealed class RemarkSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const int Id = 4711;

    public override int Identifier => Id;

    public override string Manifest(object o) => "noted";

    public override byte[] ToBinary(object obj) => obj switch
    {
        Remark.Noted noted => Encoding.UTF8.GetBytes(noted.Text),
        _ => throw new NotSupportedException($"{obj} is not to be written"),
    };

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "noted" => new Remark.Noted(Encoding.UTF8.GetString(bytes)),
        _ => throw new NotSupportedException($"`{manifest}` is no manifest of a remark"),
    };
}
