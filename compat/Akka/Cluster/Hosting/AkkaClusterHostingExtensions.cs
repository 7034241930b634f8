using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.DependencyInjection;
using Akka.Hosting;
using Akka.Remote.Hosting;

namespace Akka.Cluster.Hosting;

/// <summary>A cluster as part of the configuration.</summary>
public static class AkkaClusterHostingExtensions
{
    public static AkkaConfigurationBuilder WithClustering(this AkkaConfigurationBuilder builder, ClusterOptions? options = null) =>
        builder.Configure(settings => settings with { Cluster = options ?? new ClusterOptions(), Remote = settings.Remote ?? new RemoteOptions() });

    /// <summary>Runs an actor of which there is one in the cluster, and by default registers a proxy that finds it.</summary>
    public static AkkaConfigurationBuilder WithSingleton<TKey>(
        this AkkaConfigurationBuilder builder,
        string singletonName,
        Func<ActorSystem, IActorRegistry, IDependencyResolver, Props> propsFactory,
        ClusterSingletonOptions? options = null,
        bool createProxyToo = true) => builder.WithActors((system, registry, resolver) =>
    {
        var (chosen, props) = (options ?? new ClusterSingletonOptions(), propsFactory(system, registry, resolver));
        if (chosen.Role is null || Cluster.Get(system).SelfRoles.Contains(chosen.Role))
        {
            ClusterSingletonManager.Start((ActorSystemImpl)system, singletonName, props);
        }

        if (createProxyToo)
        {
            RegisterProxy<TKey>(system, registry, singletonName);
        }
    });

    /// <summary>Registers a proxy that finds the singleton, wherever it is, and keeps what it cannot deliver yet.</summary>
    public static AkkaConfigurationBuilder WithSingletonProxy<TKey>(
        this AkkaConfigurationBuilder builder, string singletonName, ClusterSingletonOptions? options = null) =>
        builder.WithActors((system, registry) => RegisterProxy<TKey>(system, registry, singletonName));

    private static void RegisterProxy<TKey>(ActorSystem system, IActorRegistry registry, string singletonName) =>
        registry.Register<TKey>(ClusterSingletonProxy.Start((ActorSystemImpl)system, singletonName));
}
