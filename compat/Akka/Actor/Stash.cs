namespace Akka.Actor;

/// <summary>An actor with a stash; the runtime sets it after the constructor.</summary>
public interface IActorStash
{
    IStash Stash { get; set; }
}

/// <summary>An actor with a stash.</summary>
public interface IWithUnrestrictedStash : IActorStash
{
}

/// <summary>An actor with a stash of any size.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash
{
}

/// <summary>An actor with a stash.</summary>
public interface IWithStash : IWithUnrestrictedStash
{
}

/// <summary>Messages put aside, to be put back before all others.</summary>
public interface IStash
{
    int Count { get; }

    bool IsEmpty { get; }

    bool NonEmpty { get; }

    /// <summary>Puts the current message aside.</summary>
    /// <exception cref="IllegalActorStateException">It is aside already.</exception>
    void Stash();

    /// <summary>Puts back the oldest.</summary>
    void Unstash();

    /// <summary>Puts back all, in the order in which they came.</summary>
    void UnstashAll();

    /// <summary>Puts back those that match and forgets the others.</summary>
    void UnstashAll(Func<Envelope, bool> predicate);

    IEnumerable<Envelope> ClearStash();

    void Prepend(IEnumerable<Envelope> envelopes);
}

internal sealed class ActorStash(ActorCell cell) : IStash
{
    private LinkedList<Envelope> _aside = new();

    public int Count => _aside.Count;

    public bool IsEmpty => Count == 0;

    public bool NonEmpty => Count > 0;

    public void Stash()
    {
        var current = cell.CurrentEnvelope;
        if (_aside.Last is { } last && ReferenceEquals(last.Value.Message, current.Message) && Equals(last.Value.Sender, current.Sender))
        {
            throw new IllegalActorStateException($"Can't stash the same message {current.Message} more than once");
        }

        _aside.AddLast(current);
    }

    public void Unstash()
    {
        if (_aside.First is { } first)
        {
            _aside.RemoveFirst();
            cell.Prepend([first.Value]);
        }
    }

    public void UnstashAll() => UnstashAll(_ => true);

    public void UnstashAll(Func<Envelope, bool> predicate) => cell.Prepend(ClearStash().Where(predicate));

    public IEnumerable<Envelope> ClearStash()
    {
        var all = _aside;
        _aside = new LinkedList<Envelope>();
        return all;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Reverse())
        {
            _aside.AddFirst(envelope);
        }
    }
}
