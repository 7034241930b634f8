using System.Buffers.Binary;

namespace Sweep.GpuNode.Trainers;

/// <summary>Messages on a pipe: the length in four bytes, most significant first, then that many bytes (<see cref="TrainerJson"/>).</summary>
public static class TrainerFrames
{
    /// <summary>Far above any message; what claims to be longer is no message.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Writes a whole message; not to be called by two threads at once.</summary>
    /// <exception cref="IOException">Nobody listens any more.</exception>
    public static void Write(Stream stream, object message)
    {
        var bytes = TrainerJson.Write(message);
        var frame = new byte[sizeof(int) + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, bytes.Length);
        bytes.CopyTo(frame, sizeof(int));
        stream.Write(frame);
        stream.Flush();
    }

    /// <summary>Waits for the next message; null when there will be none.</summary>
    /// <exception cref="InvalidDataException">What came is no message.</exception>
    public static object? Read(Stream stream)
    {
        var head = new byte[sizeof(int)];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length is < 0 or > MostBytes)
        {
            throw new InvalidDataException($"A frame claims {length} bytes, but may have {MostBytes}.");
        }

        var bytes = new byte[length];
        if (stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length)
        {
            return null;
        }

        return TrainerJson.Read(bytes);
    }
}
