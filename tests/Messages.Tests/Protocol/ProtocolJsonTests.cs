using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Messages.Tests.Support;

namespace Sweep.Messages.Tests.Protocol;

public sealed class ProtocolJsonTests
{
    public static TheoryData<string> Names() => new(ProtocolNames.Types.Select(type => ProtocolNames.NameOf(SampleOf(type))));

    [Theory, MemberData(nameof(Names))]
    public void A_message_of_every_released_shape_is_read(string name)
    {
        var read = ProtocolJson.Read(name, Encoding.UTF8.GetBytes(Golden(name)));

        Assert.Equal(Text(SampleOf(ProtocolNames.TypeOf(name))), Text(read));
    }

    [Theory]
    [InlineData("register-node", """{"node":{"name":"gpu-1","incarnation":1},"kind":"x64","slots":[],"running":[]}""")]
    [InlineData(
        "renew-leases",
        """
        {"node":{"name":"gpu-1","incarnation":1},"running":[{"run":{"sweep":"a-1","index":7},"attempt":3,"bundle":"00112233445566778899aabbccddeeff",
        "slot":{"node":{"name":"gpu-1","incarnation":1},"device":"cpu","number":0}}]}
        """)]
    [InlineData(
        "report-batch",
        """
        {"node":{"name":"gpu-1","incarnation":1},"kind":"x64","sweep":"a-1","sequence":12,
        "reports":[{"report":"ended","outcome":{"outcome":"interrupted","checkpointEpoch":4},"run":{"sweep":"a-1","index":7},"attempt":3}]}
        """)]
    [InlineData(
        "assign-bundle",
        """
        {"bundle":"00112233445566778899aabbccddeeff","sweep":"a-1","slot":{"node":{"name":"a","incarnation":1},"device":"cpu","number":0},
        "objective":{"metric":"psnr","goal":"maximize"},"runs":[{"spec":{"id":{"sweep":"a-1","index":7},
        "key":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","parameters":{},
        "checkpoint":{"everyEpochs":2,"keep":3,"apart":"00:00:10"}},"attempt":3,"fresh":true}]}
        """)]
    [InlineData("node-failing", """{"node":{"name":"gpu-1","incarnation":1},"reason":"5 bundles in a row crashed here"}""")]
    [InlineData("files-kept", """{"files":[],"problem":"The disk is full."}""")]
    [InlineData("files-found", """{"files":[],"holder":null}""")]
    [InlineData("submit-sweep", """{"study":"dense","definition":"{}","studyText":"name: dense\n","fresh":true}""")]
    public void A_message_of_an_earlier_shape_is_read(string name, string json) =>
        Assert.Equal(ProtocolNames.TypeOf(name), ProtocolJson.Read(name, Encoding.UTF8.GetBytes(json)).GetType());

    [Theory, MemberData(nameof(Names))]
    public void A_message_is_written_as_it_always_was(string name) =>
        Assert.Equal(Golden(name).TrimEnd(), Text(SampleOf(ProtocolNames.TypeOf(name))));

    [Fact]
    public void What_is_written_is_read_back()
    {
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var message = Arbitrary.Of(ProtocolNames.Types[random.Next(ProtocolNames.Types.Length)], random);
            var bytes = ProtocolJson.Write(message);
            var read = ProtocolJson.Read(ProtocolNames.NameOf(message), bytes);
            return read.GetType() == message.GetType() && ProtocolJson.Write(read).AsSpan().SequenceEqual(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void The_fields_of_a_message_arrive()
    {
        var spec = ((AssignBundle)SampleOf(typeof(AssignBundle))).Runs[0].Spec;
        var read = (AssignBundle)ProtocolJson.Read("assign-bundle", ProtocolJson.Write(SampleOf(typeof(AssignBundle))));

        Assert.Equal(spec, read.Runs[0].Spec);
        Assert.Equal(3, read.Runs[0].Attempt);
        Assert.Equal("cuda:0", read.Slot.Device);
    }

    [Fact]
    public void Every_message_of_the_protocol_has_a_name()
    {
        var inside = new[] { typeof(Lease), typeof(AssignedRun), typeof(ListedNode), typeof(FileEntry), typeof(NodeLeft) };
        var messages = typeof(ProtocolNames).Assembly.GetExportedTypes()
            .Where(
                type =>
                    type.Namespace == typeof(ProtocolNames).Namespace && type is { IsNested: false, IsAbstract: false }
                        && type.GetMethod("<Clone>$") is not null);

        Assert.Empty(messages.Except(ProtocolNames.Types).Except(inside));
    }

    [Fact]
    public void A_type_that_does_not_travel_is_refused() =>
        Assert.Throws<NotSupportedException>(() => ProtocolJson.Write(new Lease(default, 1, default, default)));

    [Theory]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("Assign-Bundle")]
    [InlineData("")]
    public void A_name_that_is_not_known_is_refused(string name) =>
        Assert.Throws<NotSupportedException>(() => ProtocolJson.Read(name, "{}"u8));

    [Theory]
    [InlineData("pause-sweep", "{}")]
    [InlineData("pause-sweep", "null")]
    [InlineData("pause-sweep", "{\"sweep\":null}")]
    [InlineData("pause-sweep", "{\"sweep\":7}")]
    [InlineData("pause-sweep", "{\"sweep\":\"a\"")]
    [InlineData("sweep-rejected", "{\"reason\":null}")]
    [InlineData("renew-leases", "{\"node\":{\"name\":\"a\",\"incarnation\":1}}")]
    [InlineData("run-failed", "{\"run\":{\"sweep\":\"a\",\"index\":1},\"attempt\":1,\"kind\":7,\"error\":\"\",\"isFinal\":true}")]
    public void A_message_that_lacks_something_is_refused(string name, string json) =>
        Assert.Throws<JsonException>(() => ProtocolJson.Read(name, Encoding.UTF8.GetBytes(json)));

    [Theory, MemberData(nameof(Names))]
    public void No_element_of_a_list_may_be_null(string name)
    {
        var lists = ListsOf(JsonNode.Parse(Golden(name))!).Count();
        for (var list = 0; list < lists; list++)
        {
            var message = JsonNode.Parse(Golden(name))!;
            ListsOf(message).ElementAt(list)[0] = null;

            Assert.Throws<JsonException>(() => ProtocolJson.Read(name, Encoding.UTF8.GetBytes(message.ToJsonString())));
        }
    }

    [Theory]
    [InlineData("report-batch", """{"node":{"name":"a","incarnation":1},"kind":"x64","sweep":"a-1","sequence":1,"reports":[null]}""")]
    [InlineData("renew-leases", """{"node":{"name":"a","incarnation":1},"running":[null]}""")]
    [InlineData("register-node", """{"node":{"name":"a","incarnation":1},"kind":"x64","slots":[],"running":[],"models":[null]}""")]
    public void A_list_of_nothing_but_null_is_refused(string name, string json) =>
        Assert.Throws<JsonException>(() => ProtocolJson.Read(name, Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_field_of_a_newer_version_is_passed_over() =>
        Assert.Equal(new PauseSweep(new SweepId("a-1")), ProtocolJson.Read("pause-sweep", "{\"sweep\":\"a-1\",\"reason\":{\"x\":[1]}}"u8));

    [Fact]
    public void Damaged_messages_are_refused_and_do_no_harm()
    {
        var originals = Samples.All.Select(sample => (Name: ProtocolNames.NameOf(sample), Bytes: ProtocolJson.Write(sample))).ToImmutableArray();
        var random = new Random(20260102);
        var refused = 0;
        for (var i = 0; i < Fuzz.Cases; i++)
        {
            var (name, bytes) = originals[random.Next(originals.Length)];
            var damaged = random.Next(4) == 0 ? Fuzz.Noise(random) : Fuzz.Damage(bytes, random);
            try
            {
                ProtocolJson.Read(name, damaged);
            }
            catch (JsonException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, Fuzz.Cases / 2, Fuzz.Cases);
    }

    private static IEnumerable<JsonArray> ListsOf(JsonNode node) => node switch
    {
        JsonArray list => list.Where(element => element is not null).SelectMany(element => ListsOf(element!)).Prepend(list),
        JsonObject fields => fields.Where(field => field.Value is not null).SelectMany(field => ListsOf(field.Value!)),
        _ => [],
    };

    private static object SampleOf(Type type) => Samples.All.Single(sample => sample.GetType() == type);

    private static string Text(object message) => Encoding.UTF8.GetString(ProtocolJson.Write(message));

    private static string Golden(string name)
    {
        using var file = new StreamReader(typeof(ProtocolJsonTests).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Protocol/Golden/{name}.json is missing; it must hold: {Text(SampleOf(ProtocolNames.TypeOf(name)))}"));
        return file.ReadToEnd();
    }
}
