using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Akka.Remote;

/// <summary>Frames as bytes: the length of what follows (4 bytes, most significant first), one byte that says which, and the fields.</summary>
internal static class FrameCodec
{
    public const int LengthBytes = 4;
    public const int NonceBytes = 32;
    public const int MacBytes = 32;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private enum Kind : byte
    {
        Hello = 1,
        Challenge = 2,
        Proof = 3,
        Begin = 4,
        Heartbeat = 5,
        Message = 6,
        Watch = 7,
        Unwatch = 8,
        Terminated = 9,
        Farewell = 10,
    }

    /// <summary>The frame with its length before it.</summary>
    public static byte[] Write(Frame frame)
    {
        var buffer = new ArrayBufferWriter<byte>(frame is Frame.Message message ? 256 + message.Payload.Length : 128);
        buffer.Advance(Zero(buffer.GetSpan(LengthBytes)));
        switch (frame)
        {
            case Frame.Hello hello:
                Introduction(buffer, Kind.Hello, hello.Version, hello.Self, hello.Nonce);
                break;
            case Frame.Challenge challenge:
                Introduction(buffer, Kind.Challenge, challenge.Version, challenge.Self, challenge.Nonce);
                break;
            case Frame.Proof proof:
                Put(buffer, Kind.Proof);
                buffer.Write(proof.Mac);
                break;
            case Frame.Begin begin:
                Put(buffer, Kind.Begin);
                Put(buffer, begin.Session);
                break;
            case Frame.Heartbeat:
                Put(buffer, Kind.Heartbeat);
                break;
            case Frame.Message sent:
                Put(buffer, Kind.Message);
                Put(buffer, sent.Recipient);
                Put(buffer, sent.Sender);
                Put(buffer, (long)sent.Serializer);
                Put(buffer, sent.Manifest);
                buffer.Write(sent.Payload);
                break;
            case Frame.Watch watch:
                Put(buffer, Kind.Watch);
                Put(buffer, watch.Watchee);
                break;
            case Frame.Unwatch unwatch:
                Put(buffer, Kind.Unwatch);
                Put(buffer, unwatch.Watchee);
                break;
            case Frame.Terminated terminated:
                Put(buffer, Kind.Terminated);
                Put(buffer, terminated.Actor);
                buffer.Write([terminated.ExistenceConfirmed ? (byte)1 : (byte)0]);
                break;
            case Frame.Farewell:
                Put(buffer, Kind.Farewell);
                break;
            default:
                throw new InvalidOperationException($"{frame.GetType()} has no form on the wire");
        }

        var bytes = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - LengthBytes);
        return bytes;
    }

    /// <summary>The length of the frame that begins with these 4 bytes.</summary>
    /// <exception cref="FrameException">It is 0, or more than <paramref name="most"/>.</exception>
    public static int Length(ReadOnlySpan<byte> prefix, int most)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        return length >= 1 && length <= most ? (int)length : throw new FrameException($"a frame of {length} bytes, but at most {most} are allowed");
    }

    /// <param name="body">The frame without its length.</param>
    /// <exception cref="FrameException">The bytes are no frame.</exception>
    public static Frame Read(ReadOnlySpan<byte> body)
    {
        var reader = new Reader(body);
        Frame frame = (Kind)reader.Byte() switch
        {
            Kind.Hello => new Frame.Hello(reader.Int32(), reader.Peer(), reader.Bytes(NonceBytes)),
            Kind.Challenge => new Frame.Challenge(reader.Int32(), reader.Peer(), reader.Bytes(NonceBytes)),
            Kind.Proof => new Frame.Proof(reader.Bytes(MacBytes)),
            Kind.Begin => new Frame.Begin(reader.Int64()),
            Kind.Heartbeat => new Frame.Heartbeat(),
            Kind.Message => new Frame.Message(reader.Actor(), reader.Actor(), reader.Int32(), reader.Text(), reader.Rest()),
            Kind.Watch => new Frame.Watch(reader.Actor()),
            Kind.Unwatch => new Frame.Unwatch(reader.Actor()),
            Kind.Terminated => new Frame.Terminated(reader.Actor(), reader.Byte() != 0),
            Kind.Farewell => new Frame.Farewell(),
            _ => throw new FrameException($"a frame of the unknown kind {body[0]}"),
        };
        reader.ExpectEnd();
        return frame;
    }

    private static int Zero(Span<byte> span)
    {
        span[..LengthBytes].Clear();
        return LengthBytes;
    }

    private static void Introduction(ArrayBufferWriter<byte> buffer, Kind kind, int version, PeerIdentity self, byte[] nonce)
    {
        Put(buffer, kind);
        Put(buffer, (long)version);
        Put(buffer, self.System);
        Put(buffer, self.Host);
        Put(buffer, (long)self.Port);
        Put(buffer, self.Uid);
        buffer.Write(nonce);
    }

    private static void Put(ArrayBufferWriter<byte> buffer, Kind kind) => buffer.Write([(byte)kind]);

    private static void Put(ArrayBufferWriter<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    private static void Put(ArrayBufferWriter<byte> buffer, string text)
    {
        var length = Strict.GetByteCount(text);
        BinaryPrimitives.WriteUInt16BigEndian(buffer.GetSpan(2), checked((ushort)length));
        buffer.Advance(2);
        buffer.Advance(Strict.GetBytes(text, buffer.GetSpan(length)));
    }

    private static void Put(ArrayBufferWriter<byte> buffer, ActorAddress actor)
    {
        Put(buffer, actor.Path);
        Put(buffer, actor.Uid);
    }

    private ref struct Reader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public byte Byte() => Take(1)[0];

        public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

        public int Int32()
        {
            var value = Int64();
            return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new FrameException($"the number {value}");
        }

        public byte[] Bytes(int count) => Take(count).ToArray();

        public byte[] Rest() => Take(_rest.Length).ToArray();

        public string Text()
        {
            var bytes = Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2)));
            try
            {
                return Strict.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                throw new FrameException("a text that is no UTF-8");
            }
        }

        public ActorAddress Actor() => new(Text(), Int64());

        public PeerIdentity Peer() => new(Text(), Text(), Int32(), Int64());

        public readonly void ExpectEnd()
        {
            if (_rest.Length > 0)
            {
                throw new FrameException($"a frame with {_rest.Length} bytes too many");
            }
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            if (_rest.Length < count)
            {
                throw new FrameException("a frame that ends early");
            }

            var taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }
}
