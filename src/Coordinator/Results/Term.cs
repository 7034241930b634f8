using System.Data.Common;

namespace Sweep.Coordinator.Results;

/// <summary>
/// The time for which one coordinator is in charge of a database, told by a token that only grows. A transaction that requires its term
/// holds the row of the lease until it ends, so whoever takes charge either sees all of it or it fails.
/// </summary>
/// <param name="Holder">Who is in charge: no two processes have the same.</param>
internal sealed record Term(string Holder, long Token)
{
    /// <summary>The row of the table leases. The cluster's own lease, where it keeps one in this database, is the same row.</summary>
    public const string LeaseName = "coordinator";

    /// <summary>
    /// Begins a term: the holder's own lease goes on, one that has expired is taken over. A row without a time to expire is one that nobody
    /// renews, because the cluster itself sees to it that one coordinator is there.
    /// </summary>
    /// <returns>Null while another one holds the lease.</returns>
    public static Term? Begin(SqlDialect dialect, DbConnection connection, string holder)
    {
        using var command = connection.Command(
            $"""
            insert into leases(name, holder, token, expires) values (@name, @holder, 1, 0)
            on conflict (name) do update set
                token = case when leases.holder = excluded.holder then leases.token else leases.token + 1 end, holder = excluded.holder
            where leases.holder = excluded.holder or leases.expires <= {dialect.Clock}
            returning token
            """,
            ("@name", LeaseName),
            ("@holder", holder));
        return command.ExecuteScalar() is long token ? new Term(holder, token) : null;
    }

    /// <exception cref="StoreException">It is over.</exception>
    public void Require(SqlDialect dialect, DbTransaction transaction)
    {
        using var command = transaction.Connection!.Command(
            $"select token from leases where name = @name and holder = @holder and token = @token {dialect.ForShare}",
            ("@name", LeaseName),
            ("@holder", Holder),
            ("@token", Token));
        command.Transaction = transaction;
        if (command.ExecuteScalar() is null)
        {
            throw new StoreException(
                StoreFailure.Deposed,
                $"The coordinator {Holder} is not in charge of {dialect.Database} any more, so it stores nothing. Another one is at work; nothing is lost.");
        }
    }
}
