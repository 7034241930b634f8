using System.Runtime.Serialization;
using Sweep.Coordinator.Tests.Support;
using Sweep.Coordinator.Wire;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Tests.Wire;

public sealed class ProtocolSerializerTests
{
    private readonly ProtocolSerializer serializer = new(null!, []);

    [Fact]
    public void A_message_travels_under_its_name()
    {
        var message = new ReportsStored(Some.Sweep, 7);

        Assert.Equal("reports-stored", serializer.Manifest(message));
        Assert.Equal(message, serializer.FromBinary(serializer.ToBinary(message), "reports-stored"));
    }

    [Theory]
    [InlineData("System.Object, System.Private.CoreLib", "{}")]
    [InlineData("reports-stored", "[1,2")]
    [InlineData("reports-stored", "\u0000")]
    public void What_is_no_message_is_refused_as_unreadable(string manifest, string content) =>
        Assert.Throws<SerializationException>(() => serializer.FromBinary(System.Text.Encoding.UTF8.GetBytes(content), manifest));

    [Fact]
    public void With_a_secret_a_message_proves_where_it_comes_from()
    {
        var (ours, theirs) = (new ProtocolSerializer(null!, [1, 2, 3]), new ProtocolSerializer(null!, [1, 2, 4]));
        var message = new PauseSweep(Some.Sweep);

        Assert.Equal(message, ours.FromBinary(ours.ToBinary(message), "pause-sweep"));
        Assert.Throws<SerializationException>(() => ours.FromBinary(theirs.ToBinary(message), "pause-sweep"));
        Assert.Throws<SerializationException>(() => ours.FromBinary(serializer.ToBinary(message), "pause-sweep"));
        Assert.Throws<SerializationException>(() => ours.FromBinary(ours.ToBinary(message), "resume-sweep"));
        Assert.Throws<SerializationException>(() => ours.FromBinary([1], "pause-sweep"));
    }

    [Fact]
    public void All_other_types_are_refused()
    {
        var others = new NoOtherTypes(null!);

        Assert.Throws<SerializationException>(() => others.ToBinary("text"));
        Assert.Throws<SerializationException>(() => others.FromBinary([], typeof(string)));
    }

    [Fact]
    public void What_belongs_to_one_process_stays_there() =>
        Assert.Throws<SerializationException>(() => serializer.Manifest(Some.Lease(1)));
}
