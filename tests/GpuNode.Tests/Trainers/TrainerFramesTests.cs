using System.Buffers.Binary;
using System.Text;
using Sweep.GpuNode.Tests.Support;
using Sweep.GpuNode.Trainers;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Trainers;

public sealed class TrainerFramesTests
{
    public static TheoryData<object> Messages() =>
    [
        new TrainerReady(4711),
        SomeBundle.Assignment(),
        new StopBundle(SomeBundle.Assignment().Bundle),
        SomeBundle.Epoch(3, loss: 1.0 / 3),
        SomeBundle.Epoch(3, loss: double.NaN),
        SomeBundle.Ended(SomeBundle.Completed()),
        SomeBundle.Ended(new RunOutcome.Failed(FailureKind.OutOfMemory, "no memory \n ü")),
        SomeBundle.Ended(new RunOutcome.Interrupted(4)),
        new CheckpointFailed(SomeBundle.Slot.Node, SomeBundle.Sweep, "the disk is full"),
        new TrainerNote("a checkpoint is passed over"),
        new BundleDone(SomeBundle.Assignment().Bundle),
    ];

    [Theory, MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void A_message_that_is_written_is_read_back(object message)
    {
        using var stream = new MemoryStream();
        TrainerFrames.Write(stream, message);
        var written = stream.ToArray();
        stream.Position = 0;

        var read = TrainerFrames.Read(stream)!;

        Assert.Equal(message.GetType(), read.GetType());
        using var again = new MemoryStream();
        TrainerFrames.Write(again, read);
        Assert.Equal(written, again.ToArray());
        Assert.Null(TrainerFrames.Read(stream));
    }

    [Fact]
    public void A_frame_that_is_cut_off_is_an_end()
    {
        using var stream = new MemoryStream();
        TrainerFrames.Write(stream, new TrainerNote("something"));
        var whole = stream.ToArray();

        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Null(TrainerFrames.Read(new MemoryStream(whole[..length]))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("stop")]
    [InlineData("stop ")]
    [InlineData("stop null")]
    [InlineData("stop {}")]
    [InlineData("stop {\"bundle\":\"short\"}")]
    [InlineData("launch-missiles {}")]
    [InlineData("ready {\"processId\":1}}")]
    [InlineData("ended {\"run\":{\"sweep\":\"a\",\"index\":1},\"attempt\":1,\"outcome\":{\"outcome\":\"vanished\"}}")]
    public void What_is_no_message_is_refused(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var frame = new byte[4 + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, bytes.Length);
        bytes.CopyTo(frame, 4);

        Assert.Throws<InvalidDataException>(() => TrainerFrames.Read(new MemoryStream(frame)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(TrainerFrames.MostBytes + 1)]
    public void A_length_that_no_message_has_is_refused_before_memory_is_taken(int length)
    {
        var frame = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(frame, length);

        Assert.Throws<InvalidDataException>(() => TrainerFrames.Read(new MemoryStream(frame)));
    }

    [Fact]
    public void A_type_of_another_conversation_is_not_written() =>
        Assert.Throws<ArgumentException>(() => TrainerFrames.Write(new MemoryStream(), new DrainNode("not here")));
}
