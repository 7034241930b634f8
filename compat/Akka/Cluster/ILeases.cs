namespace Akka.Cluster;

/// <summary>Who may be the one of a name. Calls block on the database and are made off the mailbox.</summary>
internal interface ILeases
{
    /// <summary>Takes the lease where it is free or has expired, renews it where the holder has it already.</summary>
    /// <returns>Who holds it now, and the token of that term, which only grows.</returns>
    LeaseState Acquire(string name, string holder, TimeSpan duration);

    /// <summary>Gives the lease up, where the holder has it.</summary>
    void Release(string name, string holder);
}

internal sealed record LeaseState(string Holder, long Token);

/// <summary>Where there is no database: whoever asks has the lease, so there must be one candidate alone.</summary>
internal sealed class NoLeases : ILeases
{
    public LeaseState Acquire(string name, string holder, TimeSpan duration) => new(holder, 1);

    public void Release(string name, string holder)
    {
    }
}
