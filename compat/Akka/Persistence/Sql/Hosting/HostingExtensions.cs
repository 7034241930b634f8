using Akka.Event;
using Akka.Hosting;
using Akka.Persistence.Hosting;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Persistence in a SQL database.</summary>
public static class HostingExtensions
{
    /// <summary>Stores events and snapshots in tables with the layout of Akka.Persistence.Sql, which are made if missing.</summary>
    /// <exception cref="NotSupportedException">The provider is not known.</exception>
    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder,
        string connectionString,
        string providerName,
        PersistenceMode mode = PersistenceMode.Both,
        string? schemaName = null,
        bool autoInitialize = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(providerName);
        if (mode != PersistenceMode.Both || schemaName is not null)
        {
            throw new NotSupportedException("`mode` must be Both and `schemaName` must be null.");
        }

        var dialect = SqlDialect.For(providerName, connectionString);
        var fence = new Fence();
        return builder
            .WithStore(system => new SqlEventStore(
                dialect, fence, system.Serialization, autoInitialize,
                failure => system.Log.Info("The journal's connection to the database broke, and is made again: {0}", failure.Message)))
            .Configure(settings => settings with { Leases = () => new SqlLeases(dialect, fence) });
    }
}
