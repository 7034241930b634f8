using System.Collections.Concurrent;

namespace Akka.Actor;

/// <summary>The mailbox: who may run, and what comes next.</summary>
internal sealed partial class ActorCell : IThreadPoolWorkItem
{
    /// <summary>Messages that an activation handles before it gives others a turn.</summary>
    private const int Throughput = 100;

    /// <summary>Nobody is inside and nothing was waiting when the last one left.</summary>
    private const int Idle = 0;

    /// <summary>A thread is inside or on its way.</summary>
    private const int Scheduled = 1;

    /// <summary>Nobody is inside and user messages have to wait: only a system message wakes the cell.</summary>
    private const int Parked = 2;

    // Any thread.
    private readonly ConcurrentQueue<Envelope> _mailbox = new();
    private SystemMessage? _systemMessages;
    private int _state = Idle;

    // The thread that is inside.
    private readonly Queue<SystemMessage.Inner> _inner = new();
    private LinkedList<Envelope>? _unstashed;
    private int _suspensions;
    private bool _gateClosed;
    private bool _terminated;

    /// <summary>While closed, user messages wait and those to the instance itself go on: how a persistent actor waits for its journal.</summary>
    internal void CloseGate(bool closed) => _gateClosed = closed;

    internal void Send(Envelope envelope)
    {
        _mailbox.Enqueue(envelope);
        Wake(Idle);
    }

    internal void SendSystem(SystemMessage message)
    {
        SystemMessage? head;
        do
        {
            head = Volatile.Read(ref _systemMessages);
            message.Next = head;
        }
        while (Interlocked.CompareExchange(ref _systemMessages, message, head) != head);

        // Parked may turn to idle between the two, but only by an activation that saw the message pushed above.
        if (!Wake(Idle))
        {
            Wake(Parked);
        }
    }

    /// <summary>Puts messages before all others.</summary>
    internal void Prepend(IEnumerable<Envelope> envelopes)
    {
        _unstashed ??= new LinkedList<Envelope>();
        LinkedListNode<Envelope>? last = null;
        foreach (var envelope in envelopes)
        {
            last = last is null ? _unstashed.AddFirst(envelope) : _unstashed.AddAfter(last, envelope);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        var outer = _current;
        _current = this;
        try
        {
            Run();
        }
        finally
        {
            _current = outer;
        }

        if (!_terminated && _suspensions == 0 && (_inner.Count > 0 || (!_gateClosed && _unstashed is { Count: > 0 })))
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }

        var parked = !_terminated && (_suspensions > 0 || _gateClosed);
        var left = parked ? Parked : Idle;
        Interlocked.Exchange(ref _state, left);

        // From here on another thread may be inside: nothing but what any thread may touch.
        if (Volatile.Read(ref _systemMessages) is not null || (!parked && !_mailbox.IsEmpty))
        {
            Wake(left);
        }
    }

    private bool Wake(int from)
    {
        if (Interlocked.CompareExchange(ref _state, Scheduled, from) != from)
        {
            return false;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    private void Run()
    {
        for (var budget = Throughput; budget > 0; budget--)
        {
            HandleSystemMessages();
            if (_terminated)
            {
                SendMailboxToDeadLetters();
                return;
            }

            if (_suspensions > 0)
            {
                return;
            }

            if (_inner.Count > 0)
            {
                HandleInner(_inner.Dequeue());
            }
            else if (!_gateClosed && TryTake(out var envelope))
            {
                Handle(envelope);
            }
            else if (Volatile.Read(ref _systemMessages) is null)
            {
                return;
            }
        }
    }

    private bool TryTake(out Envelope envelope)
    {
        if (_unstashed is { First: { } first })
        {
            envelope = first.Value;
            _unstashed.RemoveFirst();
            return true;
        }

        return _mailbox.TryDequeue(out envelope);
    }

    private void HandleSystemMessages()
    {
        while (Volatile.Read(ref _systemMessages) is not null)
        {
            var next = InOrder(Interlocked.Exchange(ref _systemMessages, null));
            while (next is not null)
            {
                var message = next;
                next = message.Next;
                message.Next = null;
                HandleSystemMessage(message);
            }
        }
    }

    private static SystemMessage? InOrder(SystemMessage? newest)
    {
        SystemMessage? ordered = null;
        while (newest is not null)
        {
            var older = newest.Next;
            newest.Next = ordered;
            ordered = newest;
            newest = older;
        }

        return ordered;
    }

    private void SendMailboxToDeadLetters()
    {
        while (TryTake(out var envelope))
        {
            SystemImpl.PublishDeadLetter(envelope.Message, envelope.Sender, SelfRef);
        }
    }

    private void HandleInner(SystemMessage.Inner message)
    {
        if (!ReferenceEquals(message.Addressee, _actor))
        {
            return;
        }

        try
        {
            _actor.ReceiveInner(message.Message);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }
}
