using Akka.Remote;

namespace Sweep.Akka.Tests.Compat.Remote;

public sealed class FrameCodecTests
{
    private static readonly PeerIdentity Peer = new("sweep", "gpu-1.cluster", 4053, long.MinValue);

    private static readonly Frame[] All =
    [
        new Frame.Hello(1, Peer, Bytes(32)),
        new Frame.Challenge(int.MaxValue, Peer, Bytes(32)),
        new Frame.Proof(Bytes(32)),
        new Frame.Begin(42),
        new Frame.Heartbeat(),
        new Frame.Message(new ActorAddress("/user/a/b", 7), ActorAddress.None, 7934, "assign-bundle", Bytes(300)),
        new Frame.Message(new ActorAddress("/user/µ", 0), new ActorAddress("akka.tcp://sweep@h:1/user/x", 9), 1, "", []),
        new Frame.Watch(new ActorAddress("/user/a", 7)),
        new Frame.Unwatch(new ActorAddress("/user/a", 7)),
        new Frame.Terminated(new ActorAddress("/user/a", 7), true),
        new Frame.Farewell(),
    ];

    public static TheoryData<int> Indexes() => new(Enumerable.Range(0, All.Length));

    /// <summary>How many damaged frames to try: <c>SWEEP_FUZZ_CASES</c>, else 600,000.</summary>
    private static int Cases { get; } = int.TryParse(Environment.GetEnvironmentVariable("SWEEP_FUZZ_CASES"), out var cases) ? cases : 600_000;

    [Theory, MemberData(nameof(Indexes))]
    public void A_frame_is_read_as_it_was_written(int index)
    {
        var bytes = FrameCodec.Write(All[index]);

        Assert.Equal(bytes.Length - FrameCodec.LengthBytes, FrameCodec.Length(bytes, bytes.Length));
        var read = FrameCodec.Read(bytes.AsSpan(FrameCodec.LengthBytes));

        Assert.Equal(All[index].GetType(), read.GetType());
        Assert.Equal(bytes, FrameCodec.Write(read));
    }

    [Theory, MemberData(nameof(Indexes))]
    public void A_frame_that_is_cut_short_is_refused(int index)
    {
        var body = FrameCodec.Write(All[index]).AsSpan(FrameCodec.LengthBytes).ToArray();
        var shortest = All[index] is Frame.Message message ? body.Length - message.Payload.Length : body.Length;
        for (var length = 0; length < shortest; length++)
        {
            var cut = body[..length];
            Assert.Throws<FrameException>(() => FrameCodec.Read(cut));
        }
    }

    [Fact]
    public void A_frame_with_something_behind_it_is_refused() =>
        Assert.Throws<FrameException>(() => FrameCodec.Read([.. FrameCodec.Write(new Frame.Heartbeat()).AsSpan(FrameCodec.LengthBytes), 0]));

    [Theory]
    [InlineData(0u)]
    [InlineData(4097u)]
    [InlineData(0x80000000u)]
    [InlineData(uint.MaxValue)]
    public void A_length_that_is_not_allowed_is_refused(uint length) =>
        Assert.Throws<FrameException>(() => FrameCodec.Length(BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(length)), 4096));

    [Fact]
    public void Damaged_frames_are_frames_or_refused_and_nothing_else()
    {
        var originals = All.Select(frame => FrameCodec.Write(frame)[FrameCodec.LengthBytes..]).ToArray();
        var random = new Random(20260103);
        var refused = 0;
        for (var i = 0; i < Cases; i++)
        {
            var body = random.Next(3) == 0 ? Bytes(random.Next(80), random) : (byte[])originals[random.Next(originals.Length)].Clone();
            for (var times = random.Next(1, 5); times > 0 && body.Length > 0; times--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            if (random.Next(3) == 0)
            {
                body = body[..random.Next(body.Length + 1)];
            }

            try
            {
                var frame = FrameCodec.Read(body);
                Assert.True(FrameCodec.Write(frame).Length <= body.Length + FrameCodec.LengthBytes);
            }
            catch (FrameException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, Cases / 10, Cases);
    }

    private static byte[] Bytes(int count, Random? random = null)
    {
        var bytes = new byte[count];
        (random ?? new Random(count)).NextBytes(bytes);
        return bytes;
    }
}
