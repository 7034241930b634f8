namespace Sweep.Coordinator.Results;

// Leases of the coordinators' cluster, timed by the clock of the database alone: the clocks of the candidates do not matter.
public sealed partial class ResultsStore
{
    // A lease that lasts longer than anyone asked for was taken before the clock was set back.
    private const int MostDurations = 3;

    /// <summary>Takes a lease where it is free or has expired, renews it where the holder has it already. Uses a connection of its own.</summary>
    /// <returns>The number of the term, which grows with every new holder; null while another one holds it.</returns>
    public long? TakeLease(string name, string holder, TimeSpan duration) => Guard(() =>
    {
        using var own = dialect.OpenForWriting(create: false);
        using var command = own.Command(
            $"""
            insert into leases(name, holder, token, expires) values (@name, @holder, 1, {dialect.Clock} + @duration)
            on conflict (name) do update set
                token = case when leases.holder = excluded.holder then leases.token else leases.token + 1 end,
                holder = excluded.holder, expires = excluded.expires
            where leases.holder = excluded.holder or leases.expires <= {dialect.Clock} or leases.expires > {dialect.Clock} + {MostDurations} * @duration
            returning token
            """,
            ("@name", name),
            ("@holder", holder),
            ("@duration", (long)duration.TotalMilliseconds));
        return (long?)command.ExecuteScalar();
    });

    /// <summary>Gives a lease up, where the holder has it, so that another one need not wait until it expires.</summary>
    public void ReleaseLease(string name, string holder) => Guard(() =>
    {
        using var own = dialect.OpenForWriting(create: false);
        using var command = own.Command("update leases set expires = 0 where name = @name and holder = @holder", ("@name", name), ("@holder", holder));
        return command.ExecuteNonQuery();
    });
}
