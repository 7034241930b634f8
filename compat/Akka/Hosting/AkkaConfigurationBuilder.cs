using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Event;
using Akka.Persistence;
using Akka.Serialization;

namespace Akka.Hosting;

/// <summary>Starts actors when the system has started.</summary>
public delegate Task ActorStarter(ActorSystem system, IActorRegistry registry);

/// <summary>What a hosted actor system is made of.</summary>
public sealed class AkkaConfigurationBuilder
{
    private readonly List<ActorStarter> _starters = [];
    private readonly string _name;
    private ActorSystemSettings _settings = new();

    internal AkkaConfigurationBuilder(string name) => _name = name;

    /// <summary>Serializes the types, and what derives from them, with a serializer of one's own.</summary>
    public AkkaConfigurationBuilder WithCustomSerializer(
        string serializerIdentifier, IEnumerable<Type> boundTypes, Func<ExtendedActorSystem, Serializer> serializerFactory)
    {
        var registration = new SerializerRegistration(serializerIdentifier, [.. boundTypes], serializerFactory);
        _settings = _settings with { Serializers = [.. _settings.Serializers, registration] };
        return this;
    }

    internal AkkaConfigurationBuilder Configure(Func<ActorSystemSettings, ActorSystemSettings> change)
    {
        _settings = change(_settings);
        return this;
    }

    internal AkkaConfigurationBuilder WithActors(ActorStarter starter)
    {
        _starters.Add(starter);
        return this;
    }

    internal AkkaConfigurationBuilder WithLoggers(LogLevel level, IEnumerable<LogSink> loggers)
    {
        _settings = _settings with { LogLevel = level, Loggers = [.. loggers] };
        return this;
    }

    internal AkkaConfigurationBuilder WithStore(Func<ActorSystemImpl, IEventStore> store)
    {
        _settings = _settings with { Plugins = new PersistencePlugins { Store = store } };
        return this;
    }

    internal ActorSystem Build(IServiceProvider services)
    {
        var system = new ActorSystemImpl(_name, _settings);
        system.Extension(_ => new DependencyResolver(services));
        return system;
    }

    internal async Task Start(ActorSystem system)
    {
        var registry = ActorRegistry.For(system);
        foreach (var starter in _starters)
        {
            await starter(system, registry).ConfigureAwait(false);
        }
    }
}
