using Akka.Event;
using Akka.Hosting;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Persistence in a SQL database.</summary>
public static class HostingExtensions
{
    /// <summary>Stores events in tables with the layout of Akka.Persistence.Sql, which are made if missing.</summary>
    /// <exception cref="NotSupportedException">The provider is not known.</exception>
    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder, string connectionString, string providerName, bool autoInitialize = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(providerName);

        var dialect = SqlDialect.For(providerName, connectionString);
        var fence = new Fence();
        return builder
            .WithStore(system => new SqlEventStore(
                dialect, fence, system.Serialization, autoInitialize,
                failure => system.Log.Info("The journal's connection to the database broke, and is made again: {0}", failure.Message)))
            .Configure(settings => settings with { Leases = () => new SqlLeases(dialect, fence) });
    }
}
