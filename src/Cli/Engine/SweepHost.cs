using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweep.Cli.Logging;
using Sweep.Coordinator.Journal;
using Sweep.Coordinator.Results;
using Sweep.Messages.Events;

namespace Sweep.Cli.Engine;

/// <summary>A process with an actor system, and what all of them have in common.</summary>
internal static class SweepHost
{
    /// <summary>Name of the actor system, which is part of the address of each actor.</summary>
    public const string System = "sweep";

    private const string Serializer = "sweep-events";

    /// <summary>Starts it; where that fails, nothing of it is left.</summary>
    /// <param name="services">What the actor system needs beside itself.</param>
    public static async Task<IHost> StartAsync(
        Action<AkkaConfigurationBuilder> configure, Action<IServiceCollection>? services = null, CancellationToken cancellation = default)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        services?.Invoke(builder.Services);
        builder.Services.AddAkka(System, (akka, _) => configure(akka.WithSweepLog()));
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Keeps what happens to sweeps beside their results.</summary>
    public static AkkaConfigurationBuilder WithJournal(this AkkaConfigurationBuilder akka, Database database) => akka
        .WithSqlPersistence(database.ConnectionString, database.ProviderName)
        .WithCustomSerializer(Serializer, [typeof(SweepEvent)], system => new SweepEventSerializer(system));
}
