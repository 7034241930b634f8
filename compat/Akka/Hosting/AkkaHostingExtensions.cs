using Akka.Actor;
using Akka.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Hosting;

/// <summary>An actor system as part of a host.</summary>
public static class AkkaHostingExtensions
{
    /// <summary>Starts the system with the host, and stops each with the other.</summary>
    public static IServiceCollection AddAkka(
        this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder, IServiceProvider> builder)
    {
        services.AddSingleton(provider =>
        {
            var configuration = new AkkaConfigurationBuilder(actorSystemName);
            builder(configuration, provider);
            return configuration;
        });
        services.AddSingleton(provider => provider.GetRequiredService<AkkaConfigurationBuilder>().Build(provider));
        services.AddSingleton(provider => ActorRegistry.For(provider.GetRequiredService<ActorSystem>()));
        services.AddSingleton<IActorRegistry>(provider => provider.GetRequiredService<ActorRegistry>());
        services.AddSingleton<IReadOnlyActorRegistry>(provider => provider.GetRequiredService<ActorRegistry>());
        return services.AddHostedService<AkkaHostedService>();
    }

    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry> actorStarter) =>
        builder.WithActors((system, registry) =>
        {
            actorStarter(system, registry);
            return Task.CompletedTask;
        });

    public static AkkaConfigurationBuilder WithActors(
        this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry, IDependencyResolver> actorStarter) =>
        builder.WithActors((system, registry) => actorStarter(system, registry, DependencyResolver.For(system).Resolver));

    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, ActorStarter actorStarter) =>
        builder.WithActors(actorStarter);
}
