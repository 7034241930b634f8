using System.Data.Common;
using Akka.Actor;

namespace Akka.Persistence.Sql;

/// <summary>
/// What keeps a deposed writer out: the lease that this system acquired last. A transaction that requires it holds the row of the lease
/// until it ends, so whoever takes the lease over either sees all of the transaction, or the transaction fails.
/// </summary>
internal sealed class Fence
{
    private volatile Term? _term;

    /// <summary>From now on nothing is written unless this is the newest term.</summary>
    /// <param name="token">Grows whenever the holder changes.</param>
    public void Set(string name, string holder, long token) => _term = new Term(name, holder, token);

    /// <summary>Does nothing as long as there has been no lease.</summary>
    /// <exception cref="LeaseLostException">Somebody else has the lease.</exception>
    public void Require(SqlDialect dialect, DbTransaction transaction)
    {
        if (_term is not { } term)
        {
            return;
        }

        using var command = SqlSession.Command(
            transaction.Connection!, dialect.RequireLease, ("@name", term.Name), ("@holder", term.Holder), ("@token", term.Token));
        command.Transaction = transaction;
        if (command.ExecuteScalar() is null)
        {
            throw new LeaseLostException($"{term.Holder} does not hold the lease {term.Name} any more: nothing is written");
        }
    }

    private sealed record Term(string Name, string Holder, long Token);
}

/// <summary>Somebody else holds the lease by now.</summary>
internal sealed class LeaseLostException(string message) : AkkaException(message);
