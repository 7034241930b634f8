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

/// <summary>Messages put aside, to be put back before all others.</summary>
public interface IStash
{
    int Count { get; }

    /// <summary>Puts the current message aside.</summary>
    /// <exception cref="IllegalActorStateException">It is aside already.</exception>
    void Stash();

    /// <summary>Puts back all, in the order in which they came.</summary>
    void UnstashAll();
}

internal sealed class ActorStash(ActorCell cell) : IStash
{
    private List<Envelope> _aside = [];

    public int Count => _aside.Count;

    public void Stash()
    {
        var current = cell.CurrentEnvelope;
        if (_aside is [.., var last] && ReferenceEquals(last.Message, current.Message) && Equals(last.Sender, current.Sender))
        {
            throw new IllegalActorStateException($"Can't stash the same message {current.Message} more than once");
        }

        _aside.Add(current);
    }

    public void UnstashAll()
    {
        var all = _aside;
        _aside = [];
        cell.Prepend(all);
    }
}
