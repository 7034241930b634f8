using System.Threading.Channels;
using Akka.Actor;

namespace Akka.Remote;

/// <summary>A frame on its way, and what it came from.</summary>
internal readonly record struct Outbound(byte[] Bytes, object? Message, IActorRef? Recipient, IActorRef? Sender);

/// <summary>What waits for one peer, in order and bounded. Any thread adds; one takes.</summary>
internal sealed class Outbox(int most, long mostBytes)
{
    private readonly Lock _lock = new();
    private readonly Queue<Outbound> _queue = [];
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _bytes;

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count == 0;
            }
        }
    }

    /// <summary>False where there is no room.</summary>
    public bool TryAdd(Outbound outbound)
    {
        lock (_lock)
        {
            if (_queue.Count >= most || _bytes + outbound.Bytes.Length > mostBytes)
            {
                return false;
            }

            Enqueue(outbound);
        }

        Signal();
        return true;
    }

    /// <summary>For the little that the runtime itself says, which must not get lost.</summary>
    public void Add(Frame frame)
    {
        lock (_lock)
        {
            Enqueue(new Outbound(FrameCodec.Write(frame), null, null, null));
        }

        Signal();
    }

    /// <summary>Moves what waits, up to some bytes, into <paramref name="buffer"/>.</summary>
    public void Take(MemoryStream buffer, int bytes)
    {
        lock (_lock)
        {
            while (buffer.Length < bytes && _queue.TryDequeue(out var next))
            {
                _bytes -= next.Bytes.Length;
                buffer.Write(next.Bytes);
            }
        }
    }

    public List<Outbound> TakeAll()
    {
        lock (_lock)
        {
            var all = _queue.ToList();
            _queue.Clear();
            _bytes = 0;
            return all;
        }
    }

    public void Signal() => _signal.Writer.TryWrite(true);

    public async ValueTask Wait(CancellationToken cancel)
    {
        await _signal.Reader.WaitToReadAsync(cancel).ConfigureAwait(false);
        _signal.Reader.TryRead(out _);
    }

    private void Enqueue(Outbound outbound)
    {
        _queue.Enqueue(outbound);
        _bytes += outbound.Bytes.Length;
    }
}
